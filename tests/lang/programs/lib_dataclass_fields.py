from dataclasses import FrozenInstanceError, asdict, astuple, dataclass, field, fields, is_dataclass, replace
from typing import ClassVar
@dataclass
class User:
    name: str
    age: int = 3
    tags: list = field(default_factory=list)
    secret: str = field(default="s", repr=False, compare=False)
    kind: ClassVar[str] = "user"
    up: str = field(init=False)
    def __post_init__(self):
        self.up = self.name.upper()
u = User("bob")
v = User("bob", secret="other")
print(u, u == v, u != User("al"), asdict(u), astuple(u), replace(u, name="al"), u.up, [f.name for f in fields(u)], is_dataclass(u), is_dataclass(User), is_dataclass(5), User.kind, u.tags is not v.tags, User.__match_args__)  # expect: User(name='bob', age=3, tags=[], up='BOB') True True {'name': 'bob', 'age': 3, 'tags': [], 'secret': 's', 'up': 'BOB'} ('bob', 3, [], 's', 'BOB') User(name='al', age=3, tags=[], up='AL') BOB ['name', 'age', 'tags', 'secret', 'up'] True True False user True ('name', 'age', 'tags', 'secret')
@dataclass(frozen=True, order=True)
class Pt:
    x: int
    y: int = 0
print(Pt(1, 2) < Pt(1, 3), hash(Pt(1)) == hash(Pt(1)), {Pt(1): 2}[Pt(1, 0)], sorted([Pt(3), Pt(1)]), Pt(1) >= Pt(1), max(Pt(1), Pt(2)))  # expect: True True 2 [Pt(x=1, y=0), Pt(x=3, y=0)] True Pt(x=2, y=0)
@dataclass
class Base:
    a: int
    b: int = 1
@dataclass
class Derived(Base):
    c: str = "x"
    a: int = 5
@dataclass(kw_only=True)
class K:
    x: int
    y: int = 2
@dataclass
class Tree:
    value: int
    children: list["Tree"] = field(default_factory=list)
print(Derived(), Derived(a=1, c="z"), Derived(7, 8, "q"), K(x=1), asdict(Tree(1, [Tree(2)])), Tree(1, [Tree(2)]))  # expect: Derived(a=5, b=1, c='x') Derived(a=1, b=1, c='z') Derived(a=7, b=8, c='q') K(x=1, y=2) {'value': 1, 'children': [{'value': 2, 'children': []}]} Tree(value=1, children=[Tree(value=2, children=[])])
t = Tree(1)
t.children.append(t)
print(t)  # expect: Tree(value=1, children=[...])
@dataclass(eq=False, repr=False)
class Plain:
    x: int = 1
print(Plain() == Plain(), Plain().x, hasattr(Plain, "__hash__"), User.__hash__)  # expect: False 1 True None
for f in [lambda: User(), lambda: User(1, 2, 3, 4, 5), lambda: User(nme=1), lambda: User("a", name="b"), lambda: setattr(Pt(1), "x", 2), lambda: {u: 1}, lambda: K(1), lambda: replace(u, nope=1), lambda: asdict(5), lambda: Pt(1) < 5]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)  # expect: TypeError User.__init__() missing 1 required positional argument: 'name'
        # expect: TypeError User.__init__() takes from 2 to 5 positional arguments but 6 were given
        # expect: TypeError User.__init__() got an unexpected keyword argument 'nme'
        # expect: TypeError User.__init__() got multiple values for argument 'name'
        # expect: FrozenInstanceError cannot assign to field 'x'
        # expect (3.14): TypeError cannot use 'User' as a dict key (unhashable type: 'User')
        # expect: TypeError K.__init__() takes 1 positional argument but 2 were given
        # expect: TypeError User.__init__() got an unexpected keyword argument 'nope'
        # expect: TypeError asdict() should be called on dataclass instances
        # expect: TypeError '<' not supported between instances of 'Pt' and 'int'
try:
    @dataclass
    class Bad:
        xs: list = []
except ValueError as e:
    print(e)  # expect: mutable default <class 'list'> for field xs is not allowed: use default_factory
try:
    @dataclass
    class Order:
        a: int = 1
        b: int
except TypeError as e:
    print(e)  # expect (3.14): non-default argument 'b' follows default argument 'a'
