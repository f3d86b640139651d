def forever(n):
    return forever(n + 1)
try:
    forever(0)
except RecursionError as e:
    print(type(e).__name__, str(e)[:32])  # expect: RecursionError maximum recursion depth exceeded
print("alive")  # expect: alive
