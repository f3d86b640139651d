x = 3
y = "a"
print(f"{x=} {y=} {x + 1 = } {y=!s} {x=:>4}")  # expect: x=3 y='a' x + 1 = 4 y=a x=   3
