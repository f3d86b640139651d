print(b"abc", b"abc"[0], b"abc"[1:], b"abc"[::-1], len(b"abc"), list(b"ab"), bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(b"x"), bytes(range(3)), b"" == bytes())  # expect: b'abc' 97 b'bc' b'cba' 3 [97, 98] b'\x00\x00\x00' b'AB' b'\xc3\xa9' b'x' b'\x00\x01\x02' True
print(b"a,b,c".split(b","), b" a b ".split(), b"a,b,c".rsplit(b",", 1), b"-".join([b"a", b"b"]), b"abcabc".replace(b"b", b"XX"), b"abcabc".replace(b"b", b"", 1), b"a-b".partition(b"-"), b"ab".replace(b"", b"-"))  # expect: [b'a', b'b', b'c'] [b'a', b'b'] [b'a,b', b'c'] b'a-b' b'aXXcaXXc' b'acabc' (b'a', b'-', b'b') b'-a-b-'
print(b"abc".find(b"c"), b"abc".find(99), b"abc".rfind(b"z"), b"abcb".count(b"b"), b"abc".startswith(b"ab"), b"abc".endswith((b"x", b"c")), b" x ".strip(), b"xxaxx".strip(b"x"), b"b" in b"abc", 97 in b"abc")  # expect: 2 2 -1 2 True True b'x' b'a' True True
print(b"\x00\xff".hex(), b"\x01\x02\x03".hex(":"), bytes.fromhex("00 ff Ab"), b"AbC".lower(), b"AbC".upper(), b"12".isdigit(), b"ab".isalpha(), b"a" + b"b", b"ab" * 2, b"a" < b"b")  # expect: 00ff 01:02:03 b'\x00\xff\xab' b'abc' b'ABC' True True b'ab' b'abab' True
print("é€😀".encode().decode(), b"\xff\xfeA\x00".decode("utf-16"), b"\xe9".decode("latin-1"), b"a\xffb".decode("utf-8", "replace"), b"a\xffb".decode("utf-8", "ignore"), b"a\xff".decode("ascii", "backslashreplace"), b"\xef\xbb\xbfa".decode("utf-8-sig"))  # expect: é€😀 A é a�b ab a\xff a
for raw in [b"\xff", b"a\xe9", b"\xe2\x82", b"\xe2\x28\xa1", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\xc0\x80", b"\xf5\x80", b"\xe2\x82\xac\x80"]:
    try:
        print(raw.decode())
    except UnicodeDecodeError as e:
        print(e, "|", e.start, e.end, e.reason, e.encoding)  # expect: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte | 0 1 invalid start byte utf-8
        # expect: 'utf-8' codec can't decode byte 0xe9 in position 1: unexpected end of data | 1 2 unexpected end of data utf-8
        # expect: 'utf-8' codec can't decode bytes in position 0-1: unexpected end of data | 0 2 unexpected end of data utf-8
        # expect: 'utf-8' codec can't decode byte 0xe2 in position 0: invalid continuation byte | 0 1 invalid continuation byte utf-8
        # expect: 'utf-8' codec can't decode bytes in position 0-2: unexpected end of data | 0 3 unexpected end of data utf-8
        # expect: 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte | 0 1 invalid continuation byte utf-8
        # expect: 'utf-8' codec can't decode byte 0xc0 in position 0: invalid start byte | 0 1 invalid start byte utf-8
        # expect: 'utf-8' codec can't decode byte 0xf5 in position 0: invalid start byte | 0 1 invalid start byte utf-8
        # expect: 'utf-8' codec can't decode byte 0x80 in position 3: invalid start byte | 3 4 invalid start byte utf-8
for f in [lambda: bytes("a"), lambda: bytes([256]), lambda: bytes(-1), lambda: bytes.fromhex("xy"), lambda: b"a" + "b", lambda: b"a".index(b"z"), lambda: b"a".split(b""), lambda: b"".join(["a"]), lambda: bytes(1.5), lambda: b"a".decode("zz")]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)  # expect: TypeError
        # expect: ValueError
        # expect: ValueError
        # expect: ValueError
        # expect: TypeError
        # expect: ValueError
        # expect: ValueError
        # expect: TypeError
        # expect: TypeError
        # expect: LookupError
print((258).to_bytes(2, "big"), (258).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True), int.from_bytes(b"\x01\x02", "big"), int.from_bytes(b"\xff\xfe", "big", signed=True), int.from_bytes(b"", "big"), (0).to_bytes(1, "big"), (5).bit_length(), (2**100).bit_length(), (255).bit_count())  # expect: b'\x01\x02' b'\x02\x01\x00\x00' b'\xff\xfe' 258 -2 0 b'\x00' 3 101 8
