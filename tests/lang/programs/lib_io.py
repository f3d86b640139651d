# since: 3.14
import io
s=io.StringIO(); s.write("hello\n"); s.write("x 1\n"); print(repr(s.getvalue()), s.tell())  # expect: 'hello\nx 1\n' 10
s.seek(0); print(s.read(3), s.readline(), s.readlines(), s.read())  # expect: hel lo
# expect:  ['x 1\n']
s=io.StringIO("a\nb\nc"); print([l for l in s]); s.seek(0); print(next(s)); s.truncate(1); print(s.getvalue())  # expect: ['a\n', 'b\n', 'c']
# expect: a
# expect:
# expect: a
with io.StringIO("z") as f: print(f.read(), f.closed)  # expect: z False
print(f.closed)  # expect: True
try: f.read()
except ValueError as e: print(e)  # expect: I/O operation on closed file
b=io.BytesIO(b"abc"); print(b.read(2), b.tell(), b.getvalue()); b.seek(0,2); b.write(b"def"); print(b.getvalue())  # expect: b'ab' 2 b'abc'
# expect: b'abcdef'
try: s.write(3)
except TypeError as e: print(e)  # expect: string argument expected, got 'int'
try: b.write("x")
except TypeError as e: print(e)  # expect: a bytes-like object is required, not 'str'
s=io.StringIO("hello"); s.seek(2); s.write("XY"); print(s.getvalue()); s.seek(7); s.write("!"); print(repr(s.getvalue()))  # expect: heXYo
# expect: 'heXYo\x00\x00!'
import contextlib
import sys
print(sys.version_info >= (3, 8), sys.version_info[0], sys.maxsize, sys.platform, sys.byteorder)  # expect: True 3 9223372036854775807 linux little
