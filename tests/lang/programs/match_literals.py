def f(x):
    match x:
        case 0 | 1:
            return "small"
        case -1:
            return "minus"
        case "a" | "b":
            return "letter"
        case None:
            return "none"
        case True:
            return "true"
        case 1.5:
            return "float"
        case _:
            return "other"
print(f(0), f(1), f(-1), f("b"), f(None), f(1.5), f(2), f([]))  # expect: small small minus letter none float other other
