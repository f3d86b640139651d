try:
    raise ValueError
except "ValueError":  # expect error: TypeError: catching classes that do not inherit from BaseException is not allowed
    pass
