class A:
    pass
iter(A())  # expect error: TypeError: 'A' object is not iterable
