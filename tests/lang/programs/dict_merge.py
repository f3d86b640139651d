a = {"x": 1, "y": 2}
b = {"y": 3}
print({**a, **b}, a | b, {**b, "z": 0})  # expect: {'x': 1, 'y': 3} {'x': 1, 'y': 3} {'y': 3, 'z': 0}
a |= {"w": 4}
print(a, dict(a, q=1), dict([("k", "v")]), dict(zip("ab", [1, 2])))  # expect: {'x': 1, 'y': 2, 'w': 4} {'x': 1, 'y': 2, 'w': 4, 'q': 1} {'k': 'v'} {'a': 1, 'b': 2}
print(dict.fromkeys("ab"), dict.fromkeys([1, 2], 0))  # expect: {'a': None, 'b': None} {1: 0, 2: 0}
