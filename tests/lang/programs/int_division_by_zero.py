print(0 // 5)  # expect: 0
print(1 // 0)  # expect error (3.14): ZeroDivisionError: division by zero
