s = "Hello World"
print(s.upper(), s.lower(), s.swapcase(), s.title(), "hELLO".capitalize())  # expect: HELLO WORLD hello world hELLO wORLD Hello World Hello
print("straße".upper(), "ÀÉ".lower(), "ß".casefold())  # expect: STRASSE àé ss
print("abc".islower(), "ABC".isupper(), "Abc".istitle(), "".islower())  # expect: True True True False
