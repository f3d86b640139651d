print("{}".format(1))  # expect: 1
print("{} {}".format(1))  # expect error: IndexError: Replacement index 1 out of range for positional args tuple
