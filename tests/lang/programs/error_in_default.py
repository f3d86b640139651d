def f(a=missing):  # expect error: NameError: name 'missing' is not defined
    pass
