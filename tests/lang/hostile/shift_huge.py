# expect: limit:memory | error:OverflowError | error:MemoryError
print(1 << (1 << 40))
