print([1, 2] == [1, 2], [1, 2] != [2, 1], [1] == (1,), [] == [])  # expect: True True False True
print([1, 2] < [1, 3], [1] < [1, 0], [2] > [1, 9])  # expect: True True True
a = [1]
b = a
c = list(a)
print(a is b, a is c, a == c)  # expect: True False True
b += [2]
print(a, c)  # expect: [1, 2] [1]
