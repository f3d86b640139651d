# expect: limit:memory
print(len(("a" * 100000).translate({97: "b" * 100000})))
