a, b = [1, 2]
print(a, b)  # expect: 1 2
first, *rest = [1, 2, 3]
print(first, rest)  # expect: 1 [2, 3]
*start, last = "abc"
print(start, last)  # expect: ['a', 'b'] c
a, (b, *c), d = 1, [2, 3, 4], 5
print(a, b, c, d)  # expect: 1 2 [3, 4] 5
a, b = b, a
print(a, b)  # expect: 2 1
print([*range(2), *"ab"], (*[], 1))  # expect: [0, 1, 'a', 'b'] (1,)
