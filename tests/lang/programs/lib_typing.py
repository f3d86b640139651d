from typing import Annotated, Any, Optional, Union, Literal, Callable, TypeVar, Generic, NamedTuple
print(list[str], Literal["a", 1])  # expect: list[str] typing.Literal['a', 1]
def f(x: Annotated[int, "meta"], y: Optional[str] = None) -> Union[int, str]:
    return x
print(f(5), f.__annotations__["x"], f("s", y="t"))  # expect: 5 typing.Annotated[int, 'meta'] s
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, v):
        self.v = v
print(Box[int](3).v, T)  # expect: 3 ~T
class Pair(NamedTuple):
    a: int
    b: str = "x"
print(Pair(1), Pair(1, "z").b)  # expect: Pair(a=1, b='x') z
