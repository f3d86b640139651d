a, b = [1, 2, 3]  # expect error (3.14): ValueError: too many values to unpack (expected 2, got 3)
