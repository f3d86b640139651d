print("abc".index("b"))  # expect: 1
print("abc".index("x"))  # expect error: ValueError: substring not found
