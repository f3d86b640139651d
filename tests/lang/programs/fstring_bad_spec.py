print(f"{1.5:d}")  # expect error: ValueError: Unknown format code 'd' for object of type 'float'
