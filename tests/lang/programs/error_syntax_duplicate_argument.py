def f(a, a):  # expect error: SyntaxError: duplicate argument 'a' in function definition
    pass
