from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
dd = defaultdict(list)
dd["a"].append(1); dd["b"]
print(dd, dd["a"], len(dd), "z" in dd, dd.get("z"), defaultdict(int, a=1), isinstance(dd, dict), dict(dd), list(dd.items()))  # expect: defaultdict(<class 'list'>, {'a': [1], 'b': []}) [1] 2 False None defaultdict(<class 'int'>, {'a': 1}) True {'a': [1], 'b': []} [('a', [1]), ('b', [])]
n = defaultdict(lambda: 5)
n["x"] += 1
print(n["x"], n.default_factory is not None, sorted(n), defaultdict(None, {1: 2}), dd.copy() == dd)  # expect: 6 True ['x'] defaultdict(None, {1: 2}) True
c = Counter("abracadabra")
print(c, c["a"], c["zz"], c.most_common(2), c.total(), sorted(c.elements())[:3], Counter(a=2) + Counter(a=1, b=3), Counter(a=3, b=1) - Counter(a=1, b=1), Counter(a=3) & Counter(a=1), Counter(a=3) | Counter(b=1), len(c), dict(c)["b"], Counter())  # expect: Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1}) 5 0 [('a', 5), ('b', 2)] 11 ['a', 'a', 'a'] Counter({'a': 3, 'b': 3}) Counter({'a': 2}) Counter({'a': 1}) Counter({'a': 3, 'b': 1}) 5 2 Counter()
c.update("aa"); c.subtract({"b": 5})
print(c["a"], c["b"], Counter([1, 1, 2]).most_common(), "a" in c)  # expect: 7 -3 [(1, 2), (2, 1)] True
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a"); o.move_to_end("c", last=False)
print(list(o), o.popitem(), o.popitem(last=False), list(o), len(o))  # expect: ['c', 'b', 'a'] ('a', 1) ('c', 3) ['b'] 1
q = deque([1, 2, 3], maxlen=3)
q.append(4); q.appendleft(0)
print(q, list(q), q.pop(), q.popleft(), q.maxlen, len(q), deque("ab"), deque([1, 2, 3])[1], 2 in deque([2]), deque([1]) == deque([1]), deque([1]) == [1])  # expect: deque([2], maxlen=3) [0, 2, 3] 3 0 3 1 deque(['a', 'b']) 2 True True False
r = deque(range(5))
r.rotate(2); r.extend([7]); r.extendleft([8, 9]); r.remove(7)
print(r, r.index(8), r.count(0), [x for x in r], bool(deque()), r.copy() == r)  # expect: deque([9, 8, 3, 4, 0, 1, 2]) 1 1 [9, 8, 3, 4, 0, 1, 2] False True
P = namedtuple("P", "x y", defaults=[5])
p = P(1)
print(p, p.x, p[1], P(y=3, x=2), p._asdict(), p._replace(x=9), P._fields, p == (1, 5), tuple(p), [*p], P._make([7, 8]), len(p), isinstance(p, tuple), {p: 1}[(1, 5)], hash(p) == hash((1, 5)))  # expect: P(x=1, y=5) 1 5 P(x=2, y=3) {'x': 1, 'y': 5} P(x=9, y=5) ('x', 'y') True (1, 5) [1, 5] P(x=7, y=8) 2 True 1 True
x, y = p
print(x, y, namedtuple("Q", ["a", "b"])(1, 2), repr(P(1, 2)), p > (0, 0), p + (6,), p.index(5), p.count(1))  # expect: 1 5 Q(a=1, b=2) P(x=1, y=2) True (1, 5, 6) 1 1
for f in [lambda: P(), lambda: P(1, 2, 3), lambda: P(z=1), lambda: deque().pop(), lambda: defaultdict(None)["a"], lambda: defaultdict(5), lambda: namedtuple("Z", "a a"), lambda: p._replace(q=1), lambda: deque([1])[5], lambda: o.move_to_end("zz")]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)  # expect: TypeError P.__new__() missing 1 required positional argument: 'x'
        # expect: TypeError P.__new__() takes from 2 to 3 positional arguments but 4 were given
        # expect: TypeError P.__new__() got an unexpected keyword argument 'z'
        # expect: IndexError pop from an empty deque
        # expect: KeyError 'a'
        # expect: TypeError first argument must be callable or None
        # expect: ValueError Encountered duplicate field name: 'a'
        # expect (3.14): TypeError Got unexpected field names: ['q']
        # expect: IndexError deque index out of range
        # expect: KeyError 'zz'
