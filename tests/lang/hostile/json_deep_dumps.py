# expect: error:RecursionError | limit:memory
import json

a = []
for i in range(100000):
    a = [a]
json.dumps(a)
