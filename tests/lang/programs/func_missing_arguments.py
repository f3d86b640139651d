def f(a, b, c):
    pass
f()  # expect error: TypeError: f() missing 3 required positional arguments: 'a', 'b', and 'c'
