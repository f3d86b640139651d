x: int = 5
y: "list[str]"
def f(a: int, b: str | None = None, *c: float, **d: bool) -> dict[str, int]:
    pass
class C:
    p: int
    q: str = "a"
print(x, sorted(f.__annotations__), f.__annotations__["b"], f.__annotations__["return"])  # expect: 5 ['a', 'b', 'c', 'd', 'return'] str | None dict[str, int]
print(C.__annotations__, C.q, hasattr(C, "p"))  # expect: {'p': <class 'int'>, 'q': <class 'str'>} a False
print(list[int], dict[str, list[int]], int | None, tuple[int, ...])  # expect: list[int] dict[str, list[int]] int | None tuple[int, ...]
