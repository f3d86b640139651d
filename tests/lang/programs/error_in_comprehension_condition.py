[x for x in range(3) if 1 / x > 0]  # expect error: ZeroDivisionError: division by zero
