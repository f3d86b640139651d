# expect: limit:memory
text = "a" * 1000000
print(len(text.join([text] * 1000)))
