# expect: error:ValueError | error:Exception
from decimal import Decimal

print(int(Decimal("1e1000000000")))
