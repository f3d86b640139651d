x = 5
print(1 < x < 10, 1 < x > 10, 1 == 1.0 == True)  # expect: True False True
print(5 == 5.0, 5 != 5.1, 3 < 3.5)  # expect: True True True
