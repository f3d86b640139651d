print(int("42"), int("  -7 "), int("1_000"))  # expect: 42 -7 1000
print(int("ff", 16), int("0x1F", 16), int("0b101", 0), int("z", 36))  # expect: 255 31 5 35
print(int(3.99), int(-3.99), int(True))  # expect: 3 -3 1
