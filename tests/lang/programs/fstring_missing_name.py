print(f"before {missing} after")  # expect error: NameError: name 'missing' is not defined
