s = {1, (2, 3)}
print(len(s))  # expect: 2
s.add([1])  # expect error (3.14): TypeError: cannot use 'list' as a set element (unhashable type: 'list')
