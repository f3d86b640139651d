def fact(n):
    return 1 if n < 2 else n * fact(n - 1)
print(fact(5), fact(30))  # expect: 120 265252859812191058636308480000000
def even(n):
    return True if n == 0 else odd(n - 1)
def odd(n):
    return False if n == 0 else even(n - 1)
print(even(10), odd(7), even(301))  # expect: True True False
