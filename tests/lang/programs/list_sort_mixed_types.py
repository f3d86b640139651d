print(sorted([3, 1, 2]))  # expect: [1, 2, 3]
print(sorted([3, "a"]))  # expect error: TypeError: '<' not supported between instances of 'str' and 'int'
