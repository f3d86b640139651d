print("[" + "  x ".strip() + "]", "[" + "  x ".lstrip() + "]", "[" + "  x ".rstrip() + "]")  # expect: [x] [x ] [  x]
print("xxabcxx".strip("x"), "Bearer abc".removeprefix("Bearer "), "a.py".removesuffix(".py"))  # expect: abc abc a
print("banana".replace("a", "o"), "banana".replace("a", "o", 2), "ab".replace("", "-"))  # expect: bonono bonona -a-b-
print("a\tb".expandtabs(4), "abc".translate({97: "x", 98: None}))  # expect: a   b xc
