from typing import Annotated, Any, Optional, Union, Literal, Callable, TypeVar, Generic, NamedTuple
print(Optional[int], list[Optional[str]], Literal["a", 1], Any)  # expect (3.14): int | None list[str | None] typing.Literal['a', 1] typing.Any
def f(x: Annotated[int, "meta"], y: Optional[str] = None) -> Union[int, str]:
    return x
print(f(5), f.__annotations__["x"].__metadata__, f.__annotations__["y"])  # expect (3.14): 5 ('meta',) str | None
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, v):
        self.v = v
print(Box[int](3).v, T.__name__)  # expect: 3 T
class Pair(NamedTuple):
    a: int
    b: str = "x"
print(Pair(1), Pair(1, "z").b)  # expect: Pair(a=1, b='x') z
