max([])  # expect error (3.14): ValueError: max() iterable argument is empty
