print("a" == 1)  # expect: False
print("a" < 1)  # expect error: TypeError: '<' not supported between instances of 'str' and 'int'
