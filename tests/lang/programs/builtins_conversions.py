print(list("abc"), tuple([1]), set([1, 1]), dict(a=1), str([1]), bool("False"))  # expect: ['a', 'b', 'c'] (1,) {1} {'a': 1} [1] True
print(chr(65), ord("a"), hex(16), bin(2), oct(9), ascii("é"), repr("x"))  # expect: A 97 0x10 0b10 0o11 '\xe9' 'x'
print(int("7") + float("0.5"), complex if False else "no", hash("a") == hash("a"))  # expect: 7.5 no True
