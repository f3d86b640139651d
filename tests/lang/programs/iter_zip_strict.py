print(list(zip([1], [2], strict=True)))  # expect: [(1, 2)]
list(zip([1, 2], [3], strict=True))  # expect error: ValueError: zip() argument 2 is shorter than argument 1
