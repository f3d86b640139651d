import json
print(json.dumps((1, 2)))  # expect: [1, 2]
json.dumps({"s": {1}})  # expect error: TypeError: Object of type set is not JSON serializable
