print(hex(255), oct(8), bin(5), hex(-255))  # expect: 0xff 0o10 0b101 -0xff
print(str(-12), repr(7))  # expect: -12 7
print("%d %x %05d" % (42, 255, 7))  # expect: 42 ff 00007
print(f"{255:x} {255:#X} {255:08b} {1234567:,} {-5:+d} {5:+d}")  # expect: ff 0XFF 11111111 1,234,567 -5 +5
