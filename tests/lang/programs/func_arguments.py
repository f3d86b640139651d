def f(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs
print(f(1, c=3))  # expect: (1, 2, (), 3, 4, {})
print(f(1, 5, 6, 7, c=3, e=9))  # expect: (1, 5, (6, 7), 3, 4, {'e': 9})
print(f(*[1, 2, 3], **{"c": 0, "z": 1}))  # expect: (1, 2, (3,), 0, 4, {'z': 1})
print(f(1, *"xy", c=2, **{"q": 3}, r=4))  # expect: (1, 'x', ('y',), 2, 4, {'q': 3, 'r': 4})
def g(a, b, /, c, *, d):
    return a + b + c + d
print(g(1, 2, c=3, d=4), g(1, 2, 3, d=4))  # expect: 10 10
