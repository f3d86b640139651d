class Money:
    def __init__(self, cents):
        self.cents = cents
    def __format__(self, spec):
        return f"<{spec}:{self.cents}>"
    def __str__(self):
        return "str"
    def __repr__(self):
        return "repr"
m = Money(5)
print(f"{m} {m:eur} {m!s} {m!r} {m!s:>5}")  # expect: <:5> <eur:5> str repr   str
