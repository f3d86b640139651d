def f(x):
    match x:
        case []:
            return "empty"
        case [1, y]:
            return f"one and {y}"
        case [a, b, *rest] if a == b:
            return f"same {rest}"
        case (first, *_, last):
            return f"{first}..{last}"
        case [single]:
            return f"[{single}]"
        case _:
            return "no"
print(f([]), f([1, 2]), f((3, 3, 4)), f([5, 6, 7, 8]), f([9]), f("ab"), f({1, 2}))  # expect: empty one and 2 same [4] 5..8 [9] no no
