import json
data = {"name": "é", "n": [1, 2.5, None, True], "o": {"k": "v\n"}}
print(json.dumps(data), json.dumps(data, ensure_ascii=False))  # expect: {"name": "\u00e9", "n": [1, 2.5, null, true], "o": {"k": "v\n"}} {"name": "é", "n": [1, 2.5, null, true], "o": {"k": "v\n"}}
print(json.dumps({"b": 1, "a": 2}, sort_keys=True), json.dumps([1, 2], separators=(",", ":")))  # expect: {"a": 2, "b": 1} [1,2]
print(json.dumps({"a": [1, {"b": []}]}, indent=2))  # expect: {
# expect:   "a": [
# expect:     1,
# expect:     {
# expect:       "b": []
# expect:     }
# expect:   ]
# expect: }
print(json.loads('{"a": [1, 2.0, "x\\u00e9", null, false]}'), json.loads(" 5 "))  # expect: {'a': [1, 2.0, 'xé', None, False]} 5
print(json.dumps({1: "x", None: True, 2.5: 0}), json.dumps("quote\" \\ \t \x01"))  # expect: {"1": "x", "null": true, "2.5": 0} "quote\" \\ \t \u0001"
json.loads('{"a": }')  # expect error: json.decoder.JSONDecodeError: Expecting value: line 1 column 7 (char 6)
