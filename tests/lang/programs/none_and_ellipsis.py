def nothing():
    pass
print(nothing(), None is None, None == 0, ..., Ellipsis is ...)  # expect: None True False Ellipsis True
print(type(None), type(...), repr(None), bool(...))  # expect: <class 'NoneType'> <class 'ellipsis'> None True
