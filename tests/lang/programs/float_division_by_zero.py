print(1.0 / 0)  # expect error (3.14): ZeroDivisionError: division by zero
