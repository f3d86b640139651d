# expect: error:RecursionError | limit:steps | ok
a = iter([1])
for i in range(100000):
    a = map(lambda x: x, a)
print(next(a))
