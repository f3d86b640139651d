# expect: limit:steps | ok
import math

a = 7 ** 400000
b = 3 ** 300000
while True:
    math.gcd(a, b)
