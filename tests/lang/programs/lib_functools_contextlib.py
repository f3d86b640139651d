from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from functools import cache, cached_property, cmp_to_key, lru_cache, partial, reduce, total_ordering, wraps
def deco(f):
    @wraps(f)
    def inner(*a, **k):
        return ("inner", f(*a, **k))
    return inner
@deco
def named(x):
    "doc"
    return x
print(named.__name__, named.__doc__, named(3), named.__wrapped__(4), partial(pow, 2)(5), partial(int, base=2)("101"), partial(partial(pow, 2), 3)(), partial(dict, a=1)(a=2, b=3), partial(pow, 2).args, partial(int, base=2).keywords)  # expect: named doc ('inner', 3) 4 32 5 8 {'a': 2, 'b': 3} (2,) {'base': 2}
calls = []
@lru_cache(maxsize=2)
def square(x):
    calls.append(x)
    return x * x
print(square(2), square(2), square(3), square(4), square(2), calls, square.cache_info(), square.__name__, square.cache_clear(), square.cache_info())  # expect: 4 4 9 16 4 [2, 3, 4, 2] CacheInfo(hits=1, misses=4, maxsize=2, currsize=2) square None CacheInfo(hits=0, misses=0, maxsize=2, currsize=0)
@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), reduce(lambda a, b: a * b, [1, 2, 3]), reduce(lambda a, b: a + b, [], 7), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))  # expect: 12586269025 6 7 [3, 2, 1]
class C:
    made = 0
    @cached_property
    def v(self):
        C.made += 1
        return 42
    @lru_cache
    def m(self, x):
        return x + 1
    @deco
    def n(self):
        return "n"
c = C()
print(c.v, c.v, C.made, c.m(1), c.m(1), c.n(), C.m.cache_info().hits)  # expect: 42 42 1 2 2 ('inner', 'n') 1
@total_ordering
class T:
    def __init__(self, n):
        self.n = n
    def __eq__(self, o):
        return self.n == o.n
    def __lt__(self, o):
        return self.n < o.n
print(T(1) <= T(1), T(2) > T(1), T(2) >= T(3), T(1) < T(2))  # expect: True True False True
log = []
@contextmanager
def ctx(n):
    log.append(("enter", n))
    try:
        yield n * 2
    except ValueError as e:
        log.append(("caught", str(e)))
    finally:
        log.append(("exit", n))
with ctx(2) as v:
    log.append(v)
with ctx(3):
    raise ValueError("boo")
try:
    with ctx(4):
        raise KeyError("k")
except KeyError as e:
    log.append(repr(e))
print(log)  # expect: [('enter', 2), 4, ('exit', 2), ('enter', 3), ('caught', 'boo'), ('exit', 3), ('enter', 4), ('exit', 4), "KeyError('k')"]
class Res:
    @contextmanager
    def open(self, x):
        yield self, x
    def close(self):
        log.append("closed")
log.clear()
with Res().open(1) as (r, x), nullcontext(5) as five, closing(Res()) as res, suppress(ZeroDivisionError):
    log.append((x, five))
    1 / 0
with ExitStack() as stack:
    stack.callback(log.append, "cb")
    log.append(stack.enter_context(ctx(1)))
print(log, x)  # expect: [(1, 5), 'closed', ('enter', 1), 2, ('exit', 1), 'cb'] 1
@contextmanager
def empty():
    if False:
        yield
@contextmanager
def twice():
    yield 1
    yield 2
@contextmanager
def converts():
    try:
        yield
    except KeyError:
        raise ValueError("converted")
for manager in (empty, twice, converts):
    try:
        with manager():
            if manager is converts:
                {}["x"]
    except Exception as e:
        print(type(e).__name__, e)  # expect: RuntimeError generator didn't yield
        # expect: RuntimeError generator didn't stop
        # expect: ValueError converted
for f in [lambda: reduce(lambda a, b: a, []), lambda: square([]), lambda: partial(5), lambda: total_ordering(object)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)  # expect: TypeError
        # expect: TypeError
        # expect: TypeError
        # expect: ValueError
