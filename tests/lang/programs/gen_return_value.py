def g():
    yield
    return 5
def h():
    x = yield from g()
    print("got", x)  # expect: got 5
print(list(h()))  # expect: [None]
