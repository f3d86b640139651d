print(dict([(1, 2), (3,)]))  # expect error: ValueError: dictionary update sequence element #1 has length 1; 2 is required
