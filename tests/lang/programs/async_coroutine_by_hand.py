async def f():
    return 5
c = f()
print(type(c).__name__)  # expect: coroutine
try:
    c.send(None)
except StopIteration as e:
    print(e.value)  # expect: 5
