print(abs(-5), round(7), round(1234, -2), round(1250, -2), round(1350, -2))  # expect: 5 7 1200 1200 1400
print(pow(2, 10), pow(3, 4, 5), pow(3, -1, 7))  # expect: 1024 1 5
print(min(3, 1, 2), max([3, 1, 2]), sum([1, 2, 3]), sum([1, 2], 10))  # expect: 1 3 6 13
