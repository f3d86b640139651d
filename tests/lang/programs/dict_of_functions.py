ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b}
for sign in ops:
    print(sign, ops[sign](5, 3))  # expect: + 8
# expect: - 2
