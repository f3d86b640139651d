print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1.15, 1))  # expect: 2 4 -2 2.67 1.1
print(round(1234.5678, 2), round(1234.5678, -2))  # expect: 1234.57 1200.0
print(int(2.9), int(-2.9))  # expect: 2 -2
