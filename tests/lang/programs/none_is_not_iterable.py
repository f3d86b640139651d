for x in None:  # expect error: TypeError: 'NoneType' object is not iterable
    pass
