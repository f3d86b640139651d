def f(x):
    match x:
        case {"type": "user", "name": str(name)}:
            return f"user {name}"
        case {"type": "admin", **rest}:
            return f"admin {rest}"
        case {}:
            return "some dict"
        case _:
            return "no"
print(f({"type": "user", "name": "al", "x": 1}), f({"type": "admin", "a": 1}), f({"q": 1}), f([]))  # expect: user al admin {'a': 1} some dict no
