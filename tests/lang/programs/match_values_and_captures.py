class Code:
    OK = 200
    GONE = 410
def f(x):
    match x:
        case Code.OK:
            return "ok"
        case Code.GONE:
            return "gone"
        case [Code.OK, (a, b) as pair]:
            return f"{pair} {a}{b}"
        case other:
            return f"other {other}"
print(f(200), f(410), f([200, (1, 2)]), f("x"))  # expect: ok gone (1, 2) 12 other x
