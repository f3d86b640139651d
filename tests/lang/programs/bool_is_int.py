print(True + True, False * 5, True == 1, True is True)  # expect: 2 0 True True
print(isinstance(True, int), type(True))  # expect: True <class 'bool'>
print(bool(0), bool(""), bool([]), bool({}), bool(None), bool("0"), bool([0]))  # expect: False False False False False True True
print(True and False, True or False, not True)  # expect: False True False
print(sum(x > 2 for x in [1, 2, 3, 4]))  # expect: 2
