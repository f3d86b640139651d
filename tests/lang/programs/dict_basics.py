d = {"a": 1, "b": 2}
d["c"] = 3
print(d, len(d), d["a"], d.get("z"), d.get("z", 0), "a" in d, 1 in d)  # expect: {'a': 1, 'b': 2, 'c': 3} 3 1 None 0 True False
print(list(d), list(d.keys()), list(d.values()), list(d.items()))  # expect: ['a', 'b', 'c'] ['a', 'b', 'c'] [1, 2, 3] [('a', 1), ('b', 2), ('c', 3)]
print(d.pop("a"), d.pop("zz", None), d)  # expect: 1 None {'b': 2, 'c': 3}
print(d.setdefault("n", []), d.setdefault("b", 9), d)  # expect: [] 2 {'b': 2, 'c': 3, 'n': []}
d.update({"b": 20}, e=5)
print(d)  # expect: {'b': 20, 'c': 3, 'n': [], 'e': 5}
print(d.popitem(), d)  # expect: ('e', 5) {'b': 20, 'c': 3, 'n': []}
del d["c"]
print(d)  # expect: {'b': 20, 'n': []}
d.clear()
print(d, bool(d))  # expect: {} False
