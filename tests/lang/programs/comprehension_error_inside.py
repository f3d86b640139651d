print([10 // x for x in [5, 2]])  # expect: [2, 5]
print([10 // x for x in [5, 0]])  # expect error (3.14): ZeroDivisionError: division by zero
