# expect: limit:steps | limit:memory
import re

print(re.match(r"(a|aa|aaa|aaaa)+$", "a" * 4000 + "b"))
