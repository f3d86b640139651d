class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y):
        self.x, self.y = x, y
class Circle:
    def __init__(self, centre, r):
        self.centre, self.r = centre, r
def f(s):
    match s:
        case Point(0, 0):
            return "origin"
        case Point(x, y=0):
            return f"on x at {x}"
        case Point(x=x, y=y) if x == y:
            return "diagonal"
        case Circle(centre=Point(x, y), r=r):
            return f"circle {x},{y} r{r}"
        case int(n) | float(n):
            return f"number {n}"
        case str():
            return "text"
        case Point() as p:
            return f"point {p.x}"
print(f(Point(0, 0)), f(Point(5, 0)), f(Point(2, 2)), f(Circle(Point(1, 2), 3)))  # expect: origin on x at 5 diagonal circle 1,2 r3
print(f(7), f(2.5), f("s"), f(Point(1, 9)), f(None))  # expect: number 7 number 2.5 text point 1 None
