def f():
    y = 1
    del y
    return y  # expect error: UnboundLocalError: cannot access local variable 'y' where it is not associated with a value
f()
