import math
print(math.sqrt(16), math.floor(-1.5), math.ceil(1.2), math.pi, math.isclose(0.1 + 0.2, 0.3))  # expect: 4.0 -2 2 3.141592653589793 True
print(math.gcd(12, 18), math.factorial(10), math.isnan(math.nan), math.inf > 1, math.hypot(3, 4))  # expect: 6 3628800 True True 5.0
print(math.log(math.e), math.log10(1000), math.trunc(-2.7), math.prod([2, 3]), math.isqrt(17))  # expect: 1.0 3.0 -2 6 4
math.sqrt(-1)  # expect error (3.14): ValueError: expected a nonnegative input, got -1.0
