def g(n):
    for i in range(n):
        yield i
a, b = g(3), g(3)
print(next(a), next(a), next(b), list(zip(a, b)))  # expect: 0 1 0 [(2, 1)]
