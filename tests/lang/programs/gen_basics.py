def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
g = count(3)
print(next(g), next(g), next(g), next(g, "end"))  # expect: 0 1 2 end
print(list(count(4)), sum(count(5)), 2 in count(3), [*count(2)], max(count(3)))  # expect: [0, 1, 2, 3] 10 True [0, 1] 2
print([x * 2 for x in count(3)], dict(enumerate(count(2))), tuple(count(0)))  # expect: [0, 2, 4] {0: 0, 1: 1} ()
