def g():
    yield 1
    raise StopIteration
it = g()
print(next(it))  # expect: 1
next(it)  # expect error: RuntimeError: generator raised StopIteration
