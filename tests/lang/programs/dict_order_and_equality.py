d = {"b": 1, "a": 2}
d["b"] = 3
print(d)  # expect: {'b': 3, 'a': 2}
del d["b"]
d["b"] = 4
print(d)  # expect: {'a': 2, 'b': 4}
print({"x": 1, "y": 2} == {"y": 2, "x": 1}, {1: 1} == {1.0: True}, {} != {1: 1})  # expect: True True True
print(list(reversed({"p": 1, "q": 2})))  # expect: ['q', 'p']
