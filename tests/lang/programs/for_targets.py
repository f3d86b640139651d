for a, (b, c) in [(1, (2, 3)), (4, (5, 6))]:
    print(a + b + c)  # expect: 6
# expect: 15
d = {}
for d["k"] in range(3):
    pass
print(d)  # expect: {'k': 2}
for i in range(2):
    for j in range(2):
        if j:
            break
        print(i, j)  # expect: 0 0
# expect: 1 0
print(i, j)  # expect: 1 1
