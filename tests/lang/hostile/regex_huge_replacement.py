# expect: limit:memory | limit:steps
import re

text = "a" * 1000000
print(len(re.sub("a", "b" * 10000, text)))
