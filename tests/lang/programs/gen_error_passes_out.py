def g():
    yield 1
    raise ValueError("inside")
it = g()
print(next(it))  # expect: 1
try:
    next(it)
except ValueError as e:
    print("got", e)  # expect: got inside
print(next(it, "finished"))  # expect: finished
