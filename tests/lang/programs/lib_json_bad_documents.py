import json
for text in ["", "{", "[1,]", '{"a" 1}', "nul", '"abc', "1 2", "{'a': 1}", "[1", '"\t"']:
    try:
        result = json.loads(text)
    except json.JSONDecodeError as e:
        result = f"{e}"
    print(repr(text), result)  # expect: '' Expecting value: line 1 column 1 (char 0)
# expect: '{' Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect (3.14): '[1,]' Illegal trailing comma before end of array: line 1 column 3 (char 2)
# expect: '{"a" 1}' Expecting ':' delimiter: line 1 column 6 (char 5)
# expect: 'nul' Expecting value: line 1 column 1 (char 0)
# expect: '"abc' Unterminated string starting at: line 1 column 1 (char 0)
# expect: '1 2' Extra data: line 1 column 3 (char 2)
# expect: "{'a': 1}" Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect: '[1' Expecting ',' delimiter: line 1 column 3 (char 2)
# expect: '"\t"' Invalid control character at: line 1 column 2 (char 1)
