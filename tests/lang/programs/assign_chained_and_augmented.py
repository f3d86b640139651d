a = b = [1]
a += [2]
print(a, b, a is b)  # expect: [1, 2] [1, 2] True
x = y = 5
x += 1
print(x, y)  # expect: 6 5
d = {"n": 1}
d["n"] += 5
d["n"] **= 2
s = "a"
s *= 3
print(d, s)  # expect: {'n': 36} aaa
i = 0
a[i], i = "set", 1
print(a, i)  # expect: ['set', 2] 1
