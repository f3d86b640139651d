print(5 % 0)  # expect error (3.14): ZeroDivisionError: division by zero
