# expect: ok | limit:steps | error:Exception
import re

print(re.match(r"((a*)*)*b", "a" * 2000))
