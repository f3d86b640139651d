# since: 3.14
import json
print(json.dumps({"a":[1,2.5,None,True,"é\n\u2028"],"b":{"c":{}}},indent=2),json.dumps([1,"é"],ensure_ascii=False),json.dumps({"b":1,"a":2},sort_keys=True),json.dumps([1,{"a":2}],separators=(",",":")),json.dumps({1:2,None:3,True:4,1.5:6}),json.dumps("\x00\"\\/"),json.dumps(float("inf")),json.dumps([],indent=2),json.dumps({"a":[]},indent=1),json.dumps((1,2)))  # expect: {
# expect:   "a": [
# expect:     1,
# expect:     2.5,
# expect:     null,
# expect:     true,
# expect:     "\u00e9\n\u2028"
# expect:   ],
# expect:   "b": {
# expect:     "c": {}
# expect:   }
# expect: } [1, "é"] {"a": 2, "b": 1} [1,{"a":2}] {"1": 4, "null": 3, "1.5": 6} "\u0000\"\\/" Infinity [] {
# expect:  "a": []
# expect: } [1, 2]
class E(json.JSONEncoder):
    def default(self,o):
        if isinstance(o,set): return sorted(o)
        return super().default(o)
print(json.dumps({"s":{2,1}},cls=E),json.dumps({1,2},default=list),E().encode({"x":{3}}))  # expect: {"s": [1, 2]} [1, 2] {"x": [3]}
for bad in (lambda: json.dumps({1,2}),lambda: json.dumps(object),lambda: json.dumps(float("nan"),allow_nan=False),lambda: json.dumps({(1,):1}),lambda: json.loads("{"),lambda: json.loads("[1,]"),lambda: json.loads("{'a':1}"),lambda: json.loads(""),lambda: json.loads("[1] x"),lambda: json.loads('"\\x"'),lambda: json.loads("nul"),lambda: json.loads('{"a" 1}'),lambda: json.loads(5),lambda: json.loads('"abc'),lambda: json.loads("[1 2]"),lambda: json.loads('{"a":1,}'),lambda: json.loads('"\n"')):
    try: print(bad())
    except Exception as e: print(type(e).__name__,e)  # expect: TypeError Object of type set is not JSON serializable
    # expect: TypeError Object of type type is not JSON serializable
    # expect: ValueError Out of range float values are not JSON compliant: nan
    # expect: TypeError keys must be str, int, float, bool or None, not tuple
    # expect: JSONDecodeError Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
    # expect: JSONDecodeError Illegal trailing comma before end of array: line 1 column 3 (char 2)
    # expect: JSONDecodeError Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
    # expect: JSONDecodeError Expecting value: line 1 column 1 (char 0)
    # expect: JSONDecodeError Extra data: line 1 column 5 (char 4)
    # expect: JSONDecodeError Invalid \escape: line 1 column 2 (char 1)
    # expect: JSONDecodeError Expecting value: line 1 column 1 (char 0)
    # expect: JSONDecodeError Expecting ':' delimiter: line 1 column 6 (char 5)
    # expect: TypeError the JSON object must be str, bytes or bytearray, not int
    # expect: JSONDecodeError Unterminated string starting at: line 1 column 1 (char 0)
    # expect: JSONDecodeError Expecting ',' delimiter: line 1 column 4 (char 3)
    # expect: JSONDecodeError Illegal trailing comma before end of object: line 1 column 7 (char 6)
    # expect: JSONDecodeError Invalid control character at: line 1 column 2 (char 1)
print(json.loads('{"a":[1,2.0,-3e2,"\\u00e9\\n",null,true,false]}'),json.loads("[NaN,Infinity]"),json.loads(b"[1]"),json.loads(" 5 "),json.loads('{"a":1,"a":2}'),json.loads('{"a":1}',object_hook=lambda d:list(d)),json.loads("1.5",parse_float=str),json.loads('{"a":1}',object_pairs_hook=lambda p:p),json.loads("12345678901234567890"))  # expect: {'a': [1, 2.0, -300.0, 'é\n', None, True, False]} [nan, inf] [1] 5 {'a': 2} ['a'] 1.5 [('a', 1)] 12345678901234567890
try: json.loads("{bad}")
except json.JSONDecodeError as e: print(e.msg,e.pos,e.lineno,e.colno,e.doc,isinstance(e,ValueError))  # expect: Expecting property name enclosed in double quotes 1 1 2 {bad} True
import io
f=io.StringIO(); json.dump({"a":1},f); print(f.getvalue(),json.load(io.StringIO("[1]")))  # expect: {"a": 1} [1]
print(json.dumps({"k":(1,2)},indent="\t"),json.dumps([{"a":1},{"b":2}],indent=2), json.dumps({2:1,1:2},sort_keys=True), json.dumps({"skip":1,(1,2):3},skipkeys=True), json.dumps("😀"))  # expect: {
# expect: 	"k": [
# expect: 		1,
# expect: 		2
# expect: 	]
# expect: } [
# expect:   {
# expect:     "a": 1
# expect:   },
# expect:   {
# expect:     "b": 2
# expect:   }
# expect: ] {"1": 2, "2": 1} {"skip": 1} "\ud83d\ude00"
