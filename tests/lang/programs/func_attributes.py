def f(x: int, y: "str" = "a") -> bool:
    """Say it."""
    return True
print(f.__name__, f.__doc__, f.__qualname__, f.__module__)  # expect: f Say it. f __main__
print(f.__annotations__["x"], f.__annotations__["return"], f.__defaults__)  # expect: <class 'int'> <class 'bool'> ('a',)
f.label = "mine"
print(f.label, callable(f), callable(3))  # expect: mine True False
class C:
    def m(self):
        pass
print(C.m.__qualname__, C().m.__name__)  # expect: C.m m
