table = str.maketrans("abc", "xyz", "d")
print("aabbccdd".translate(table))  # expect: xxyyzz
for i, c in enumerate("hi"):
    print(i, c)  # expect: 0 h
# expect: 1 i
print(list(zip("ab", "xy")))  # expect: [('a', 'x'), ('b', 'y')]
