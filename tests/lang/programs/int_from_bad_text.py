print(int("10"))  # expect: 10
print(int("ten"))  # expect error: ValueError: invalid literal for int() with base 10: 'ten'
