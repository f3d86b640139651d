class User:
    pass
u = User()
u.name = "x"
print(u.name)  # expect: x
print(u.email)  # expect error: AttributeError: 'User' object has no attribute 'email'
