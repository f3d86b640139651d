def key(x):
    return 1 / x  # expect error: ZeroDivisionError: division by zero
sorted([1, 0], key=key)
