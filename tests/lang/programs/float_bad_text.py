print(float("one"))  # expect error: ValueError: could not convert string to float: 'one'
