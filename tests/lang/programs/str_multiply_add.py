print("ab" * 3, 3 * "-", "x" * 0, "x" * -1)  # expect: ababab ---
print("a" + "b" "c")  # expect: abc
s = "x"
s += "y"
s *= 2
print(s)  # expect: xyxy
