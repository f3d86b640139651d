import json
print(json.dumps({"a": [1, 2.5, None, True, "é\n\"😀\x7f\x01/\\"], "b": {}, "c": (1,), "d": []}), json.dumps("é😀", ensure_ascii=False), json.dumps({1: 2, None: 3, False: 4, 1.5: 6}, separators=(",", ":")), json.dumps([1e100, 1e-7, float("inf"), float("nan"), -0.0, 10**20]))  # expect: {"a": [1, 2.5, null, true, "\u00e9\n\"\ud83d\ude00\u007f\u0001/\\"], "b": {}, "c": [1], "d": []} "é😀" {"1":2,"null":3,"false":4,"1.5":6} [1e+100, 1e-07, Infinity, NaN, -0.0, 100000000000000000000]
print(json.dumps([1, {"z": 1, "a": [2, []]}], indent=2, sort_keys=True))  # expect: [
# expect:   1,
# expect:   {
# expect:     "a": [
# expect:       2,
# expect:       []
# expect:     ],
# expect:     "z": 1
# expect:   }
# expect: ]
print(json.dumps({"a": 1}, indent="--"), json.dumps([], indent=1), json.dumps({}, indent=1), json.dumps([1], indent=0))  # expect: {
# expect: --"a": 1
# expect: } [] {} [
# expect: 1
# expect: ]
print(json.loads('{"a": [1, 2.0, -3e2, "x\\u00e9\\ud83d\\ude00\\n", null, true, NaN, -Infinity], "a": 2, "b": {"c": []}}'), json.loads(b'[1]'), json.loads(' "x" '), json.loads("1E5"), json.loads("-0"), json.loads("123456789012345678901234567890"), json.loads('"\\ud800"') == "\ud800")  # expect: {'a': 2, 'b': {'c': []}} [1] x 100000.0 0 123456789012345678901234567890 True
print(json.loads('{"a": 1}', object_hook=lambda d: list(d.items())), json.loads('{"a": 1}', object_pairs_hook=lambda p: p), json.loads("1.5", parse_float=str), json.loads("[1]", parse_int=float), json.dumps({1, 2} if False else [object], default=lambda o: "obj"))  # expect: [('a', 1)] [('a', 1)] 1.5 [1.0] ["obj"]
for bad in ['', '{', '{"a" 1}', '[1 2]', 'nul', '"abc', '{"a":1}}', '{a:1}', '"\\x"', '[1,\n 2,\n x]', '"\t"', '-', '[', '{"a":', '01', '[1.]', '"\\u12"', '{"a":1,}x'[:7] + '1}', 'é', '["é" x]', "'a'", '\ufeff1'[1:] + ' 2']:
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as e:
        print(repr(bad), e, e.pos, e.lineno, e.colno, e.msg)  # expect: '' Expecting value: line 1 column 1 (char 0) 0 1 1 Expecting value
        # expect: '{' Expecting property name enclosed in double quotes: line 1 column 2 (char 1) 1 1 2 Expecting property name enclosed in double quotes
        # expect: '{"a" 1}' Expecting ':' delimiter: line 1 column 6 (char 5) 5 1 6 Expecting ':' delimiter
        # expect: '[1 2]' Expecting ',' delimiter: line 1 column 4 (char 3) 3 1 4 Expecting ',' delimiter
        # expect: 'nul' Expecting value: line 1 column 1 (char 0) 0 1 1 Expecting value
        # expect: '"abc' Unterminated string starting at: line 1 column 1 (char 0) 0 1 1 Unterminated string starting at
        # expect: '{"a":1}}' Extra data: line 1 column 8 (char 7) 7 1 8 Extra data
        # expect: '{a:1}' Expecting property name enclosed in double quotes: line 1 column 2 (char 1) 1 1 2 Expecting property name enclosed in double quotes
        # expect: '"\\x"' Invalid \escape: line 1 column 2 (char 1) 1 1 2 Invalid \escape
        # expect: '[1,\n 2,\n x]' Expecting value: line 3 column 2 (char 9) 9 3 2 Expecting value
        # expect: '"\t"' Invalid control character at: line 1 column 2 (char 1) 1 1 2 Invalid control character at
        # expect: '-' Expecting value: line 1 column 1 (char 0) 0 1 1 Expecting value
        # expect: '[' Expecting value: line 1 column 2 (char 1) 1 1 2 Expecting value
        # expect: '{"a":' Expecting value: line 1 column 6 (char 5) 5 1 6 Expecting value
        # expect: '01' Extra data: line 1 column 2 (char 1) 1 1 2 Extra data
        # expect: '[1.]' Expecting ',' delimiter: line 1 column 3 (char 2) 2 1 3 Expecting ',' delimiter
        # expect: '"\\u12"' Invalid \uXXXX escape: line 1 column 3 (char 2) 2 1 3 Invalid \uXXXX escape
        # expect: '{"a":1,1}' Expecting property name enclosed in double quotes: line 1 column 8 (char 7) 7 1 8 Expecting property name enclosed in double quotes
        # expect: 'é' Expecting value: line 1 column 1 (char 0) 0 1 1 Expecting value
        # expect: '["é" x]' Expecting ',' delimiter: line 1 column 6 (char 5) 5 1 6 Expecting ',' delimiter
        # expect: "'a'" Expecting value: line 1 column 1 (char 0) 0 1 1 Expecting value
        # expect: '1 2' Extra data: line 1 column 3 (char 2) 2 1 3 Extra data
for f in [lambda: json.dumps({1, 2}), lambda: json.dumps({(1,): 2}), lambda: json.dumps(float("nan"), allow_nan=False), lambda: json.dumps(b"x"), lambda: json.loads(5), lambda: json.loads(None), lambda: json.dumps(object)]:
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__)  # expect: TypeError
        # expect: TypeError
        # expect: ValueError
        # expect: TypeError
        # expect: TypeError
        # expect: TypeError
        # expect: TypeError
d = {}
d["d"] = d
try:
    json.dumps(d)
except ValueError as e:
    print(e)  # expect: Circular reference detected
