from typing import *
from dataclasses import dataclass
class A(TypedDict, total=False):
    x: Required[int]
    y: str
class B(A):
    z: bool
    w: NotRequired[Annotated[int, "m"]]
print(sorted(A.__required_keys__), sorted(A.__optional_keys__), sorted(B.__required_keys__), sorted(B.__optional_keys__), B.__total__, A(x=1), type(B(x=1, z=True)))  # expect: ['x'] ['y'] ['x', 'z'] ['w', 'y'] True {'x': 1} <class 'dict'>
print(get_type_hints(B), get_type_hints(B, include_extras=True)["w"])  # expect: {'x': <class 'int'>, 'y': <class 'str'>, 'z': <class 'bool'>, 'w': <class 'int'>} typing.NotRequired[typing.Annotated[int, 'm']]
class P:
    a: "int"
class Q(P):
    b: "list[P]" = []
    c: Annotated[str, 1] = ""
print(get_type_hints(Q), get_type_hints(Q, include_extras=True)["c"])  # expect: {'a': <class 'int'>, 'b': list[__main__.P], 'c': <class 'str'>} typing.Annotated[str, 1]
def f(a: "Q", *b: int, c: Optional[str] = None) -> "None": ...
print(get_type_hints(f))  # expect: {'a': <class '__main__.Q'>, 'b': <class 'int'>, 'c': str | None, 'return': <class 'NoneType'>}
@dataclass
class D(P):
    d: float = 1.0
print(get_type_hints(D), A, A.__annotations__)  # expect: {'a': <class 'int'>, 'd': <class 'float'>} <class '__main__.A'> {'x': typing.Required[int], 'y': <class 'str'>}
