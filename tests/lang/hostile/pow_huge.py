# expect: limit:memory | limit:steps | error:OverflowError | error:MemoryError
print((10 ** 10 ** 7) ** 10 ** 3 > 1)
