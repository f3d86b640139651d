from collections import Counter, defaultdict, deque, namedtuple, OrderedDict
c = Counter("banana")
print(c, c["a"], c["z"], c.most_common(2), sum(c.values()))  # expect: Counter({'a': 3, 'n': 2, 'b': 1}) 3 0 [('a', 3), ('n', 2)] 6
d = defaultdict(list)
d["x"].append(1)
d["y"]
print(d, dict(d), "z" in d)  # expect: defaultdict(<class 'list'>, {'x': [1], 'y': []}) {'x': [1], 'y': []} False
q = deque([1, 2, 3], maxlen=3)
q.append(4)
q.appendleft(0)
print(q, q.popleft(), q.pop(), len(q))  # expect: deque([2], maxlen=3) 0 3 1
Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), p._replace(x=5), p._asdict(), Point._fields)  # expect: Point(x=1, y=2) 1 2 True Point(x=5, y=2) {'x': 1, 'y': 2} ('x', 'y')
