# since: 3.14
def f(x):
    match x:
        case 0: return "zero"
        case 1|2: return "small"
        case int(n) if n<0: return f"neg {n}"
        case [a,b]: return f"pair {a} {b}"
        case [a,*r]: return f"list {a} {r}"
        case {"k":v,**rest}: return f"map {v} {rest}"
        case str() as s: return "str "+s
        case None|True|False: return "const"
        case (1.5): return "f"
        case _: return "other"
class P:
    __match_args__=("x","y")
    def __init__(s,x,y): s.x=x; s.y=y
def g(p):
    match p:
        case P(0,y=yy): return yy
        case P(x,y): return (x,y)
for v in (0,2,-3,[1,2],[1,2,3],{"k":1,"z":2},"hi",None,1.5,{1},(),b"x"): print(f(v))  # expect: zero
# expect: small
# expect: neg -3
# expect: pair 1 2
# expect: list 1 [2, 3]
# expect: map 1 {'z': 2}
# expect: str hi
# expect: const
# expect: f
# expect: other
# expect: other
# expect: other
print(g(P(0,5)),g(P(1,2)))  # expect: 5 (1, 2)
match {"a":[1,{"b":2}]}:
    case {"a":[_,{"b":z}]}: print(z)  # expect: 2
import enum
class C(enum.Enum): R=1; G=2
match C.G:
    case C.R: print("r")
    case C.G: print("g")  # expect: g
match (1,2,3):
    case (x,*_,y): print(x,y)  # expect: 1 3
