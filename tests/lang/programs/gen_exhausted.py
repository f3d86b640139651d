g = (x for x in [1])
print(list(g), list(g), next(g, None))  # expect: [1] [] None
next(g)  # expect error: StopIteration
