from dataclasses import dataclass, field
@dataclass
class Point:
    x: int
    y: int = 0
    tags: list[str] = field(default_factory=list)
    def dist(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
p = Point(3, 4)
print(p, p == Point(3, 4), p != Point(0), p.dist(), Point(1, tags=["a"]))  # expect: Point(x=3, y=4, tags=[]) True True 5.0 Point(x=1, y=0, tags=['a'])
p.tags.append("t")
print(p.tags, Point(1).tags, Version(1) < Version(1, 2), sorted([Version(2), Version(1, 5)]))  # expect: ['t'] [] True [Version(major=1, minor=5), Version(major=2, minor=0)]
print(hash(Version(1)) == hash(Version(1)), {Version(1): "one"}[Version(1, 0)])  # expect: True one
v = Version(1)
v.major = 2  # expect error: dataclasses.FrozenInstanceError: cannot assign to field 'major'
