n = 10
print([n for n in range(3)], n)  # expect: [0, 1, 2] 10
print([(lambda: n)() for n in range(2)], [f() for f in [lambda k=k: k for k in range(2)]])  # expect: [0, 1] [0, 1]
def f():
    factor = 3
    return [x * factor for x in range(3) if x != factor - 2]
print(f(), {x for x in "aab"} == {"a", "b"}, {a: b for a, b in zip("ab", range(2))})  # expect: [0, 6] True {'a': 0, 'b': 1}
print([[i * j for j in range(3)] for i in range(3)], [c for w in ["ab", "c"] for c in w])  # expect: [[0, 0, 0], [0, 1, 2], [0, 2, 4]] ['a', 'b', 'c']
