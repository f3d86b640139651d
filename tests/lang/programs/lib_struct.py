# since: 3.14
import struct
print(struct.pack(">IHB",1,2,3), struct.pack("<q",-5), struct.pack("4sf",b"ab",1.5), struct.unpack(">I",b"\0\0\1\0"), struct.calcsize("bi"), struct.calcsize("<bi"), struct.unpack("<d", struct.pack("<d",3.14)), struct.pack("!d", -0.1), struct.pack("<f", 0.1), struct.unpack("<3B", b"abc"), struct.pack("?", True))  # expect: b'\x00\x00\x00\x01\x00\x02\x03' b'\xfb\xff\xff\xff\xff\xff\xff\xff' b'ab\x00\x00\x00\x00\xc0?' (256,) 8 5 (3.14,) b'\xbf\xb9\x99\x99\x99\x99\x99\x9a' b'\xcd\xcc\xcc=' (97, 98, 99) b'\x01'
for f in (lambda: struct.pack("B",300), lambda: struct.unpack("I",b"a"), lambda: struct.pack("I"), lambda: struct.pack("y",1), lambda: struct.pack("I","a")):
    try: f()
    except struct.error as e: print(e)  # expect: 'B' format requires 0 <= number <= 255
    # expect: unpack requires a buffer of 4 bytes
    # expect: pack expected 1 items for packing (got 0)
    # expect: bad char in struct format
    # expect: required argument is not an integer
