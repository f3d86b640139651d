s = "abcdef"
print(s[0], s[-1], s[1:3], s[:2], s[4:], s[-2:], s[:])  # expect: a f bc ab ef ef abcdef
print(s[::2], s[::-1], s[5:1:-2], s[10:], s[3:1])  # expect: ace fedcba fd
print(s[slice(1, 4)], len(s[1:100]))  # expect: bcd 5
