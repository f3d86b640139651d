print([x * x for x in range(5)], [x for x in range(10) if x % 2 if x > 4])  # expect: [0, 1, 4, 9, 16] [5, 7, 9]
print([(x, y) for x in range(2) for y in "ab"], [[y for y in range(x)] for x in range(3)])  # expect: [(0, 'a'), (0, 'b'), (1, 'a'), (1, 'b')] [[], [0], [0, 1]]
x = "outer"
print([x for x in range(2)], x)  # expect: [0, 1] outer
print([y := 1, y + 1], [w for w in "a b".split()])  # expect: [1, 2] ['a', 'b']
