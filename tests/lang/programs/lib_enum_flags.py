from enum import *
class P(IntFlag):
    NONE = 0
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
class F(Flag):
    A = auto()
    B = auto()
    C = auto()
    AB = A | B
def told(work):
    try: return work()
    except Exception as error: return f"{type(error).__name__}: {error}".replace("\n", "/")
print(P(16), P(17), repr(P(16)), repr(P(17)), P(17).name, P(16).name, repr(P(8) | 1), P(-1), P(-2), repr(~P.R), (~P.R).name)  # expect: 16 17 <P: 16> <P.R|16: 17> R|16 None <P.R|8: 9> 7 6 <P.W|X: 6> W|X
print(told(lambda: F(8)), told(lambda: F(9)), F(-1), told(lambda: F("x")), told(lambda: 1 in F.AB))  # expect: ValueError: <flag 'F'> invalid value 8/    given 0b0 1000/  allowed 0b0 0111 ValueError: <flag 'F'> invalid value 9/    given 0b0 1001/  allowed 0b0 0111 F.A|B|C ValueError: 'x' is not a valid F TypeError: unsupported operand type(s) for 'in': 'int' and 'F'
print([F, P], str(F), type(F.A), F.AB | F.C, ~F.A, F(0), F.A ^ F.AB, P.R.__class__.__mro__)  # expect: [<flag 'F'>, <flag 'P'>] <flag 'F'> <flag 'F'> F.A|B|C F.B|C F(0) F.B (<flag 'P'>, <flag 'IntFlag'>, <class 'int'>, <enum 'ReprEnum'>, <flag 'Flag'>, <enum 'Enum'>, <class 'object'>)
class K(Flag, boundary=KEEP):
    A = 1
class CF(Flag, boundary=CONFORM):
    A = 1
class EJ(IntFlag, boundary=EJECT):
    A = 1
print(repr(K(3)), repr(K(2)), CF(3), EJ(2), list(reversed(F)), F._member_names_, F.__members__)  # expect: <K.A|2: 3> <K: 2> CF.A 2 [<F.C: 4>, <F.B: 2>, <F.A: 1>] ['A', 'B', 'C'] {'A': <F.A: 1>, 'B': <F.B: 2>, 'C': <F.C: 4>, 'AB': <F.AB: 3>}
class Planet(Enum):
    EARTH = (1, 2.5)
    MARS = (3, 4.5)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
print(Planet.EARTH.mass, Planet((3, 4.5)), Planet._value2member_map_)  # expect: 1 Planet.MARS {(1, 2.5): <Planet.EARTH: (1, 2.5)>, (3, 4.5): <Planet.MARS: (3, 4.5)>}
class Told(str, Enum):
    A = "a", "first"
    B = "b", "second"
    def __new__(cls, value, about):
        made = str.__new__(cls, value)
        made._value_ = value
        made.about = about
        return made
print(Told.A.about, Told("b").about, Told.A == "a", repr(Told.B))  # expect: first second True <Told.B: 'b'>
class N(Enum):
    A = 1
    x = nonmember(5)
    @member
    def f(): return 3
print(N.x, len(N), N.f.value())  # expect: 5 2 3
@verify(UNIQUE)
class V(Enum):
    A = 1
print(V, list(V))  # expect: <enum 'V'> [<V.A: 1>]
from dataclasses import dataclass
@dataclass(slots=True)
class D:
    a: int
    b: str = "b"
print(D(1), told(lambda: setattr(D(1), "z", 1)), told(lambda: vars(D(1))))  # expect: D(a=1, b='b') AttributeError: 'D' object has no attribute 'z' and no __dict__ for setting new attributes TypeError: vars() argument must have __dict__ attribute
