e = ValueError("x")
e.add_note("look here")
print(e.__notes__)  # expect: ['look here']
