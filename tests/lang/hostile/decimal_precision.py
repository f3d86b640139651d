# expect: error:ValueError | limit:steps | limit:memory
from decimal import Decimal, getcontext

getcontext().prec = 10 ** 9
print(Decimal(1) / 3)
