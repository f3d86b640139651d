print("1" + str(1))  # expect: 11
print("1" + 1)  # expect error: TypeError: can only concatenate str (not "int") to str
