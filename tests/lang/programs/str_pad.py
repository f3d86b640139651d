print("[" + "ab".center(6) + "]", "[" + "ab".ljust(5, ".") + "]", "[" + "ab".rjust(5) + "]")  # expect: [  ab  ] [ab...] [   ab]
print("42".zfill(5), "-42".zfill(5), "+7".zfill(4))  # expect: 00042 -0042 +007
