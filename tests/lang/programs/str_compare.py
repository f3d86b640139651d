print("a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "" < "a", "Z" < "a")  # expect: True False True True True True
print("a" == "a", "a" != "b", "10" < "9", max("hello"), sorted("hello"))  # expect: True True True o ['e', 'h', 'l', 'l', 'o']
print("é" > "z", "𝄞" > "\uffff")  # expect: True True
