print("a", separator="-")  # expect error (3.14): TypeError: print() got an unexpected keyword argument 'separator'
