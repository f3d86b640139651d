class A:
    x = 1
    y = x / 0  # expect error: ZeroDivisionError: division by zero
