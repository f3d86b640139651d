b = b"hello\x00\xff"
print(b, len(b), b[0], b[-1], b[1:3])  # expect: b'hello\x00\xff' 7 104 255 b'el'
print(b"abc".decode(), b"\xc3\xa9".decode("utf-8"), b"\xe9".decode("latin-1"))  # expect: abc é é
print(bytes([1, 2, 3]), bytes(3), bytes("é", "utf-8"))  # expect: b'\x01\x02\x03' b'\x00\x00\x00' b'\xc3\xa9'
print(b"a" + b"b", b"ab" * 2, b"a" in b"cab", 97 in b"cab")  # expect: b'ab' b'abab' True True
print(list(b"az"), b"abc".hex(), bytes.fromhex("61 62"))  # expect: [97, 122] 616263 b'ab'
print(b"a,b".split(b","), b"-".join([b"x", b"y"]), b" x ".strip(), b"AbC".lower())  # expect: [b'a', b'b'] b'x-y' b'x' b'abc'
print(b"abc" == b"abc", b"abc" == "abc", b"a" < b"b", hash(b"a") == hash(b"a"))  # expect: True False True True
print(b"abc".startswith(b"ab"), b"abc".find(b"c"), b"abc".replace(b"b", b"-"))  # expect: True 2 b'a-c'
