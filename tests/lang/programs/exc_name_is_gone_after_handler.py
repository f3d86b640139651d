e = "before"
try:
    raise ValueError("x")
except ValueError as e:
    pass
print(e)  # expect error: NameError: name 'e' is not defined
