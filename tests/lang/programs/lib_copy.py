import copy
a = [1, [2, 3], {"k": [4]}]
b = copy.copy(a)
c = copy.deepcopy(a)
a[1].append(9)
print(b, c, b[1] is a[1], c[1] is a[1])  # expect: [1, [2, 3, 9], {'k': [4]}] [1, [2, 3], {'k': [4]}] True False
