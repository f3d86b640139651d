print("é☕".encode(), "abc".encode("ascii"), "é".encode("latin-1"))  # expect: b'\xc3\xa9\xe2\x98\x95' b'abc' b'\xe9'
print("é".encode("ascii", "ignore"), "é".encode("ascii", "replace"))  # expect: b'' b'?'
print(len("☕"), len("☕".encode("utf-8")))  # expect: 1 3
