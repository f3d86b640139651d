current_user = None
print(current_user["user"])  # expect error: TypeError: 'NoneType' object is not subscriptable
