s = {1}
s.remove(2)  # expect error: KeyError: 2
