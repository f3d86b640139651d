s = "abc"
print(s[2])  # expect: c
print(s[3])  # expect error: IndexError: string index out of range
