print(1 + None)  # expect error: TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'
