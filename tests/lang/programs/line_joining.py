total = (1 +
         2
         + 3)
text = "a" \
       "b"
items = [
    1,
    2,  # two
]
print(total, text, items); x = 5; print(x)  # expect: 6 ab [1, 2]
# expect: 5
if x: print("one line")  # expect: one line
