class A:
    pass
print(A() < A())  # expect error: TypeError: '<' not supported between instances of 'A' and 'A'
