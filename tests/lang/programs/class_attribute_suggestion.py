class User:
    username = "x"
print(User.passwort)  # expect error: AttributeError: type object 'User' has no attribute 'passwort'
