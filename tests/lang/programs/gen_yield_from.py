def inner():
    got = yield 1
    yield got
    return "result"
def outer():
    value = yield from inner()
    yield value
    yield from [10, 20]
g = outer()
print(next(g), g.send("hi"), next(g), list(g))  # expect: 1 hi result [10, 20]
def flatten(x):
    for item in x:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item
print(list(flatten([1, [2, [3, [4]], 5]])))  # expect: [1, 2, 3, 4, 5]
