# expect: limit:memory | error:ValueError | error:OverflowError
print(len(f"{1.0:.{10 ** 9}f}"))
