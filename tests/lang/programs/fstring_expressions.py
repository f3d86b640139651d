name = "Ann"
n = 3
print(f"Hello {name}, {n + 1} times {'x' * n}")  # expect: Hello Ann, 4 times xxx
print(f"{name!r} {name!s} {'é'!a} {{literal}} {n}{n}")  # expect: 'Ann' Ann '\xe9' {literal} 33
print(f"{ {'k': 'v'}['k'] } {[1, 2][0]} {(lambda x: x * 2)(4)}")  # expect: v 1 8
print(f"{n if n > 2 else 'few'}" f" and {n:d}" " end")  # expect: 3 and 3 end
