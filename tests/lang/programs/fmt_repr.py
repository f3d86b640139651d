print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\t nl\n cr\r bs\\ nul\0 esc\x1b del\x7f"), repr("é ü € 😀 \xa0 \u200b \ud800"))  # expect: "it's" 'say "hi"' 'both \' and "' 'tab\t nl\n cr\r bs\\ nul\x00 esc\x1b del\x7f' 'é ü € 😀 \xa0 \u200b \ud800'
print(repr(b"a'b\"\x00\xff\n\\"), ascii("é€😀"), repr(1.0), repr(-0.0), repr(1e100), repr(1.5e-7), repr(123456789012345678.0), repr(0.1 + 0.2))  # expect: b'a\'b"\x00\xff\n\\' '\xe9\u20ac\U0001f600' 1.0 -0.0 1e+100 1.5e-07 1.2345678901234568e+17 0.30000000000000004
print([1, [2, (3,)], {"a": {1}}], (), (1,), [], {}, set(), frozenset(), {1: 2, (1, 2): [3]}, frozenset({1}), range(5), range(1, 9, 2))  # expect: [1, [2, (3,)], {'a': {1}}] () (1,) [] {} set() frozenset() {1: 2, (1, 2): [3]} frozenset({1}) range(0, 5) range(1, 9, 2)
xs = [1]
xs.append(xs)
d = {"k": 1}
d["self"] = d
t = ([],)
t[0].append(t)
print(xs, d, t, [xs, xs])  # expect: [1, [...]] {'k': 1, 'self': {...}} ([(...)],) [[1, [...]], [1, [...]]]
class A:
    def __repr__(self):
        return f"A({self.v!r})"
    def __init__(self, v):
        self.v = v
print(A(1), [A("x")], {A: 1}.popitem()[1], A(A(None)), str(A(2)), f"{A(3)}", A([A(4)]))  # expect: A(1) [A('x')] 1 A(A(None)) A(2) A(3) A([A(4)])
print(int, str, type(None), type(1), A, Exception, [int, str], type([]), type(A(1)))  # expect: <class 'int'> <class 'str'> <class 'NoneType'> <class 'int'> <class '__main__.A'> <class 'Exception'> [<class 'int'>, <class 'str'>] <class 'list'> <class '__main__.A'>
print(ValueError("x"), repr(ValueError("x")), repr(KeyError("k")), str(KeyError("k")), repr(Exception()), repr(ValueError(1, "b")), str(ValueError(1, "b")))  # expect: x ValueError('x') KeyError('k') 'k' Exception() ValueError(1, 'b') (1, 'b')
print(len, "".join, print.__name__, None, Ellipsis, NotImplemented, True, slice(1, None, 2), {1: 1}.keys(), {1: 2}.values(), {1: 2}.items()) if False else print(None, Ellipsis, NotImplemented, True, slice(1, None, 2), {1: 1}.keys(), {1: 2}.values(), {1: 2}.items())  # expect: None Ellipsis NotImplemented True slice(1, None, 2) dict_keys([1]) dict_values([2]) dict_items([(1, 2)])
class L(list):
    pass
class D(dict):
    pass
class S(str):
    pass
class E(set):
    pass
print(L([1]), D(a=1), S("x"), repr(S("x")), E([1]), L(), [S("q")])  # expect: [1] {'a': 1} x 'x' E({1}) [] ['q']
