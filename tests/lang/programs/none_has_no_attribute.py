x = None
print(x.user)  # expect error: AttributeError: 'NoneType' object has no attribute 'user'
