from enum import Enum, IntEnum, auto
class Colour(Enum):
    RED = 1
    GREEN = "g"
    ROUGE = 1
class Level(IntEnum):
    LOW = 1
    HIGH = 5
class Kind(str, Enum):
    A = "a"
    B = "b"
class Auto(Enum):
    X = auto()
    Y = auto()
print(Colour.RED, repr(Colour.RED), Colour.RED.name, Colour.RED.value, Colour("g"), Colour["RED"])  # expect: Colour.RED <Colour.RED: 1> RED 1 Colour.GREEN Colour.RED
print(Colour.ROUGE is Colour.RED, list(Colour), len(Colour), Colour.RED == 1, Colour.RED in Colour)  # expect: True [<Colour.RED: 1>, <Colour.GREEN: 'g'>] 2 False True
print(Level.HIGH > Level.LOW, Level.HIGH + 1, Level(5), int(Level.LOW), max(Level))  # expect: True 6 5 1 5
print(Kind.A == "a", Kind.A.value, Kind("b") is Kind.B, Auto.Y.value, isinstance(Kind.A, str))  # expect: True a True 2 True
print({Colour.RED: "stop"}[Colour.RED], [c.name for c in Colour])  # expect: stop ['RED', 'GREEN']
Colour("purple")  # expect error: ValueError: 'purple' is not a valid Colour
