print("a,b,,c".split(","), "a b  c ".split(), "".split(), "".split(","))  # expect: ['a', 'b', '', 'c'] ['a', 'b', 'c'] [] ['']
print("a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), " a b ".split(" "))  # expect: ['a', 'b,c'] ['a,b', 'c'] ['', 'a', 'b', '']
print("one\ntwo\r\nthree".splitlines(), "a\n".splitlines(True))  # expect: ['one', 'two', 'three'] ['a\n']
print("-".join(["a", "b"]), "".join(str(n) for n in range(4)), ",".join([]))  # expect: a-b 0123
print("k=v=w".partition("="), "k=v=w".rpartition("="), "kv".partition("="))  # expect: ('k', '=', 'v=w') ('k=v', '=', 'w') ('kv', '', '')
