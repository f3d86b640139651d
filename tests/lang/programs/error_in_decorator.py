@undefined  # expect error: NameError: name 'undefined' is not defined
def f():
    pass
