class OnlyRepr:
    def __repr__(self):
        return "repr!"
class Both:
    def __repr__(self):
        return "R"
    def __str__(self):
        return "S"
print(OnlyRepr(), str(OnlyRepr()), [OnlyRepr()], Both(), [Both()], f"{Both()} {Both()!r}", {"k": Both()})  # expect: repr! repr! [repr!] S [R] S R {'k': R}
