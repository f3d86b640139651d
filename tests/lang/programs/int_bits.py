print(6 & 3, 6 | 3, 6 ^ 3, ~6)  # expect: 2 7 5 -7
print(1 << 5, 37 >> 2, -37 >> 2)  # expect: 32 9 -10
print(-1 & 0xFF, -256 | 1)  # expect: 255 -255
print((5).bit_length(), (0).bit_length(), (-8).bit_length())  # expect: 3 0 4
x = 0b1010
x |= 0b0101
x &= ~1
x ^= 0b11
x <<= 2
x >>= 1
print(x, bin(x))  # expect: 26 0b11010
