x = 1
else:  # expect error: SyntaxError: invalid syntax
    pass
