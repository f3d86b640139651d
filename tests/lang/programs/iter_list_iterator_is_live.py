a = [1, 2]
it = iter(a)
next(it)
a.append(3)
print(list(it))  # expect: [2, 3]
