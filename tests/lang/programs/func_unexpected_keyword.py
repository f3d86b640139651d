def f(a):
    pass
f(1, colour=2)  # expect error: TypeError: f() got an unexpected keyword argument 'colour'
