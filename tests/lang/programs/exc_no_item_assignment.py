x = (1,)
x[0] = 2  # expect error: TypeError: 'tuple' object does not support item assignment
