x = (1, 2  # expect error: SyntaxError: '(' was never closed
y = 3
