add = lambda a, b=1, *c, **d: a + b + sum(c) + len(d)
print(add(1), add(1, 2, 3, 4), add(1, x=0), add.__name__)  # expect: 2 10 3 <lambda>
print((lambda: None)(), (lambda *a: a)(1, 2), sorted([3, 1], key=lambda x: -x))  # expect: None (1, 2) [3, 1]
