d = {"a": 1}
keys = d.keys()
d["b"] = 2
print(keys, d.values(), d.items())  # expect: dict_keys(['a', 'b']) dict_values([1, 2]) dict_items([('a', 1), ('b', 2)])
print(keys & {"a", "z"}, keys | {"q": 0}.keys() == {"a", "b", "q"}, "a" in keys)  # expect: {'a'} True True
print(("a", 1) in d.items(), 2 in d.values(), len(keys))  # expect: True True 2
