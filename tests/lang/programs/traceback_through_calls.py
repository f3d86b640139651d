def inner(x):
    return 10 // x  # expect error (3.14): ZeroDivisionError: division by zero
def outer(x):
    return inner(x) + 1
print(outer(5))  # expect: 3
outer(0)
