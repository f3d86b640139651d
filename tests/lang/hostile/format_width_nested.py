# expect: limit:memory | error:ValueError
print(len(f"{1:{10 ** 9}}"))
