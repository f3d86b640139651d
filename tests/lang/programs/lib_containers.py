xs = [3, 1, 2]
xs.append(4); xs.extend([5, 6]); xs.insert(1, 9); xs.insert(-1, 8); xs.insert(100, 7)
print(xs, xs.pop(), xs.pop(0), xs.pop(-2), xs, xs.index(9), xs.count(1), xs.copy() == xs)  # expect: [9, 1, 2, 4, 5, 6] 7 3 8 [9, 1, 2, 4, 5, 6] 0 1 True
xs.remove(9); xs.reverse()
print(xs, sorted(xs), sorted(xs, reverse=True), sorted("bca"), sorted([(2, "a"), (1, "b"), (2, "c"), (1, "d")], key=lambda t: t[0]), sorted([(2, "a"), (1, "b"), (2, "c")], key=lambda t: t[0], reverse=True), sorted([1.5, 1, True, 0]))  # expect: [6, 5, 4, 2, 1] [1, 2, 4, 5, 6] [6, 5, 4, 2, 1] ['a', 'b', 'c'] [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')] [(2, 'a'), (2, 'c'), (1, 'b')] [0, 1, True, 1.5]
xs.sort(key=lambda x: -x)
print(xs, xs.clear(), xs, list(range(3)), list("ab"), list({"a": 1}), list((1, 2)), list(), tuple([1, 2]), tuple("ab"), (1, 2, 1).count(1), (1, 2).index(2))  # expect: [] None [] [0, 1, 2] ['a', 'b'] ['a'] [1, 2] [] (1, 2) ('a', 'b') 2 1
d = {"a": 1, "b": 2}
print(d.get("a"), d.get("z"), d.get("z", 0), d.setdefault("c", 3), d.setdefault("a", 9), d.pop("b"), d.pop("zz", None), d.popitem(), d, d.update({"x": 1}, y=2), d, d.copy() == d)  # expect: 1 None 0 3 1 2 None ('c', 3) {'a': 1, 'x': 1, 'y': 2} None {'a': 1, 'x': 1, 'y': 2} True
print(list(d.keys()), list(d.values()), list(d.items()), dict([("a", 1)], b=2), dict({"a": 1}), dict.fromkeys("ab"), dict.fromkeys([1], 0), {**d, "q": 1}, d | {"a": 9}, len(d), "x" in d, list(reversed(d)), d.keys() & {"x", "q"} == {"x"}, {"a": 1}.keys() == {"a"})  # expect: ['a', 'x', 'y'] [1, 1, 2] [('a', 1), ('x', 1), ('y', 2)] {'a': 1, 'b': 2} {'a': 1} {'a': None, 'b': None} {1: 0} {'a': 1, 'x': 1, 'y': 2, 'q': 1} {'a': 9, 'x': 1, 'y': 2} 3 True ['y', 'x', 'a'] True True
d.clear()
s = {1, 2, 3}
s.add(4); s.discard(9); s.remove(1); s.update([5], (6,))
print(s, s | {9}, s & {2, 3}, s - {2}, s ^ {2, 7}, s.union([1]), s.intersection([2], [2, 3]), s.difference([2]), s.symmetric_difference([2, 8]), s.issubset(range(9)), s.issuperset([2]), s.isdisjoint([1]), s <= {2, 3, 4, 5, 6, 7}, s > {2}, s.copy() == s, frozenset([1, 2]) | {3}, {1} == frozenset([1]))  # expect: {2, 3, 4, 5, 6} {2, 3, 4, 5, 6, 9} {2, 3} {3, 4, 5, 6} {3, 4, 5, 6, 7} {1, 2, 3, 4, 5, 6} {2} {3, 4, 5, 6} {3, 4, 5, 6, 8} True True True True True True frozenset({1, 2, 3}) True
s.intersection_update([2, 3, 4]); s.difference_update([4]); s.symmetric_difference_update([3, 10])
print(s, s.pop() in (2, 10), len(s), s.clear(), s, set("hello") == set("olleh"), frozenset("ab") == frozenset("ba"), {frozenset([1]): 1})  # expect: set() True 1 None set() True True {frozenset({1}): 1}
print(list(enumerate("ab", 1)), list(zip("ab", [1, 2], (3, 4))), list(zip()), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(lambda x: x > 1, [1, 2, 3])), list(filter(None, [0, 1])), list(reversed("abc")), list(reversed(range(5))), any([0, 1]), all([1, 0]), all([]), any([]))  # expect: [(1, 'a'), (2, 'b')] [('a', 1, 3), ('b', 2, 4)] [] [4, 6] [2, 3] [1] ['c', 'b', 'a'] [4, 3, 2, 1, 0] True False True False
print(next(iter([1])), next(iter([]), "d"), list(iter(iter([1, 2]))), range(5)[2], range(5)[1:3], range(10, 0, -3)[-1], 3 in range(5), range(5).index(3), range(5).count(9), len(range(0, 10, 3)), range(3) == range(0, 3, 1), slice(1, 2).start, slice(None, -1, None).indices(5), list(range(5))[slice(1, 3)])  # expect: 1 d [1, 2] 2 range(1, 3) 1 True 3 0 4 True 1 (0, 4, 1) [1, 2]
it = iter([1, 2, 3].pop, 1)
print(list(it), *zip(*[[1, 2], [3, 4]]), list(zip([1], [2], strict=True)))  # expect: [3, 2] (1, 3) (2, 4) [(1, 2)]
for f in [lambda: [].pop(), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1, 2].pop(5), lambda: {}["a"], lambda: {}.pop("a"), lambda: {}.popitem(), lambda: set().pop(), lambda: {1}.remove(2), lambda: {[]: 1}, lambda: sorted([1, "a"]), lambda: list(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: next(iter([])), lambda: next([]), lambda: list(zip([1], [1, 2], strict=True)), lambda: range(1, 2, 0), lambda: range("a"), lambda: len(5), lambda: reversed({1}), lambda: (1).foo, lambda: enumerate(), lambda: [1].append()]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)  # expect: IndexError
        # expect: ValueError
        # expect: ValueError
        # expect: IndexError
        # expect: KeyError
        # expect: KeyError
        # expect: KeyError
        # expect: KeyError
        # expect: KeyError
        # expect: TypeError
        # expect: TypeError
        # expect: TypeError
        # expect: TypeError
        # expect: ValueError
        # expect: StopIteration
        # expect: TypeError
        # expect: ValueError
        # expect: ValueError
        # expect: TypeError
        # expect: TypeError
        # expect: TypeError
        # expect: AttributeError
        # expect: TypeError
        # expect: TypeError
class Stack(list):
    def push(self, x):
        self.append(x)
    def __len__(self):
        return 99
class Upper(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)
    def __missing__(self, key):
        return f"no {key}"
st = Stack([1]); st.push(2)
u = Upper(); u["a"] = 1
print(st, len(st), st[1], [*st], u, u["A"], u["zz"], "A" in u, isinstance(st, list), list(st), sorted(st, reverse=True), st == [1, 2], {**u}, u.get("q"))  # expect: [1, 2] 99 2 [1, 2] {'A': 1} 1 no zz True True [1, 2] [2, 1] True {'A': 1} None
