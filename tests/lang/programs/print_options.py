print(1, "a", None, [1], sep="-", end="!\n")  # expect: 1-a-None-[1]!
print("x", end="")  # expect: xy
print("y")
print()  # expect:
print("a", "b", sep="")  # expect: ab
print(*[1, 2, 3])  # expect: 1 2 3
print("multi\nline")  # expect: multi
# expect: line
