f = frozenset([1, 2, 1])
print(f, len(f), 1 in f, hash(f) == hash(frozenset({2, 1})), frozenset())  # expect: frozenset({1, 2}) 2 True True frozenset()
d = {f: "key"}
print(d[frozenset({1, 2})], f | {3}, f == {1, 2})  # expect: key frozenset({1, 2, 3}) True
f.add(3)  # expect error: AttributeError: 'frozenset' object has no attribute 'add'
