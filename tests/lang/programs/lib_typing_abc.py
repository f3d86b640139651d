from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Sized
from typing import Annotated, Any, ClassVar, Final, Generic, Literal, NamedTuple, NewType, Optional, Protocol, TypedDict, TypeVar, Union, TYPE_CHECKING, cast, get_args, get_origin, get_type_hints, overload, runtime_checkable, List, Dict
T = TypeVar("T")
print(list[int], dict[str, list[int]], Annotated[str, 5], Literal["a", 1], tuple[int, ...], int | None, get_origin(list[int]), get_args(dict[str, int]), get_args(Annotated[int, "x"]), get_args(Literal[1, 2]), get_args(Optional[int]), T, TYPE_CHECKING, cast(int, "x"), get_origin(int), get_args(Union[int, Union[str, None]]))  # expect: list[int] dict[str, list[int]] typing.Annotated[str, 5] typing.Literal['a', 1] tuple[int, ...] int | None <class 'list'> (<class 'str'>, <class 'int'>) (<class 'int'>, 'x') (1, 2) (<class 'int'>, <class 'NoneType'>) ~T False x None (<class 'int'>, <class 'str'>, <class 'NoneType'>)
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
class Half(Shape):
    def area(self):
        return 1
class Square(Half):
    name = "square"
print(Square().area(), Square().name, isinstance(Square(), Shape), issubclass(Square, Shape))  # expect: 1 square True True
for cls in (Shape, Half):
    try:
        cls()
    except TypeError as e:
        print(type(e).__name__)  # expect: TypeError
        # expect: TypeError
print(isinstance([], Sequence), isinstance({}, Mapping), isinstance(len, Callable), isinstance([], Iterable), isinstance(iter([]), Iterator), isinstance([], Hashable), isinstance((), Hashable), isinstance("", Sized), isinstance(5, Iterable), isinstance({}, Sequence), isinstance(lambda: 1, Callable), issubclass(list, Sequence))  # expect: True True True True True False True True False False True True
class Stack(Generic[T]):
    def __init__(self):
        self.items: list[T] = []
    def push(self, item: T) -> None:
        self.items.append(item)
s = Stack[int]()
s.push(1)
class Point(NamedTuple):
    x: int
    y: int = 0
    def total(self):
        return self.x + self.y
class Movie(TypedDict, total=False):
    name: str
    year: int
class Greets(Protocol):
    def greet(self) -> str: ...
@runtime_checkable
class Closes(Protocol):
    def close(self): ...
class File:
    def close(self):
        pass
UserId = NewType("UserId", int)
print(s.items, Point(1), Point(1, 2).total(), Point(y=1, x=5)._asdict(), Movie(name="x", year=1), UserId(5), isinstance(File(), Closes), isinstance(5, Closes), Point(1) == (1, 0), Point._fields)  # expect: [1] Point(x=1, y=0) 3 {'x': 5, 'y': 1} {'name': 'x', 'year': 1} 5 True False True ('x', 'y')
def f(a: int, b: "str" = "x", *, c: Optional[int] = None) -> bool: ...
print(get_type_hints(f)["b"], f.__annotations__["a"], list(get_type_hints(f)), List[int] == list[int] or True, Dict is not None, Any is not None)  # expect: <class 'str'> <class 'int'> ['a', 'b', 'c', 'return'] True True True
class Seq(Sequence):
    def __getitem__(self, i):
        return [1, 2][i]
    def __len__(self):
        return 2
print(len(Seq()), Seq()[1], isinstance(Seq(), Sequence))  # expect: 2 2 True
