from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique
class Color(Enum):
    RED = 1
    GREEN = auto()
    CRIMSON = 1
    def hello(self):
        return f"hi {self.name}"
    @property
    def shout(self):
        return self.name + "!"
    @classmethod
    def default(cls):
        return cls.RED
print(Color.RED, repr(Color.RED), Color(2), Color["RED"], list(Color), Color.CRIMSON is Color.RED, len(Color), Color.RED.hello(), Color.RED.shout, Color.default(), Color.RED in Color, Color.RED == 1, Color.RED != Color.GREEN, type(Color.RED) is Color, isinstance(Color.RED, Color))  # expect: Color.RED <Color.RED: 1> Color.GREEN Color.RED [<Color.RED: 1>, <Color.GREEN: 2>] True 2 hi RED RED! Color.RED True False True True True
class Role(str, Enum):
    admin = "admin"
    user = "user"
print(Role.admin, repr(Role.admin), Role.admin == "admin", f"{Role.admin}", Role("user").value, Role.admin.upper(), {"admin": 1}[Role.admin], "ad" in Role.admin, len(Role.admin), [r.value for r in Role], Role.user < "z", str(Role.admin.value), hash(Role.admin) == hash("admin"), Role.admin + "x")  # expect: Role.admin <Role.admin: 'admin'> True Role.admin user ADMIN 1 True 5 ['admin', 'user'] True admin True adminx
class Level(IntEnum):
    LOW = 1
    HIGH = 10
print(Level.HIGH, repr(Level.HIGH), Level.HIGH > Level.LOW, Level.HIGH + 1, Level(10).name, sorted([Level.HIGH, Level.LOW]), f"{Level.LOW}", Level.LOW == 1, int(Level.HIGH), max(Level), {1: "a"}[Level.LOW], [0, 1, 2][Level.LOW])  # expect: 10 <Level.HIGH: 10> True 11 HIGH [<Level.LOW: 1>, <Level.HIGH: 10>] 1 True 10 10 a 1
class S(StrEnum):
    AA = auto()
    B = "bee"
class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
class I(IntFlag):
    A = 1
    B = 2
print(S.AA, repr(S.AA), S.AA == "aa", f"{S.B:>5}", Perm.R | Perm.W, Perm.RW, Perm.R in Perm.RW, Perm.X in Perm.RW, bool(Perm.R & Perm.W), (Perm.R | Perm.X).value, Perm.RW is (Perm.R | Perm.W), Perm(5), ~Perm.R, Perm.RW ^ Perm.R, I.A | I.B, (I.A | I.B) == 3)  # expect: aa <S.AA: 'aa'> True   bee Perm.RW Perm.RW True False False 5 True Perm.R|X Perm.W|X Perm.W 3 True
class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius
class Answer(Enum):
    YES = "y"
    @classmethod
    def _missing_(cls, value):
        return cls.YES if value == "yes" else None
print(Planet.EARTH.mass, Planet.EARTH.value, Answer("yes"), list(Color.__members__), {Color.RED: 1}[Color.CRIMSON], [m.name for m in Perm], Color.RED.name, Color.GREEN.value)  # expect: 5.976e+24 (5.976e+24, 6378140.0) Answer.YES ['RED', 'GREEN', 'CRIMSON'] 1 ['R', 'W', 'X'] RED 2
for f in [lambda: Color(9), lambda: Color["X"], lambda: Role("nope"), lambda: Answer("no"), lambda: Color.BLUE, lambda: unique(Color), lambda: Color.RED < Color.GREEN]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)  # expect: ValueError 9 is not a valid Color
        # expect: KeyError 'X'
        # expect: ValueError 'nope' is not a valid Role
        # expect: ValueError 'no' is not a valid Answer
        # expect (3.14): AttributeError type object 'Color' has no attribute 'BLUE'
        # expect: ValueError duplicate values found in <enum 'Color'>: CRIMSON -> RED
        # expect: TypeError '<' not supported between instances of 'Color' and 'Color'
try:
    class More(Color):
        X = 3
except TypeError as e:
    print(e)  # expect: <enum 'More'> cannot extend <enum 'Color'>
def name_of(c):
    match c:
        case Color.RED:
            return "red"
        case Color.GREEN:
            return "green"
print(name_of(Color.RED), name_of(Color.GREEN), name_of(1))  # expect: red green None
