from functools import lru_cache, partial, reduce, wraps
calls = []
@lru_cache(maxsize=None)
def fib(n):
    calls.append(n)
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(20), len(calls), fib.cache_info().hits > 0)  # expect: 6765 21 True
print(partial(int, base=2)("101"), partial(max, 5)(3), reduce(lambda a, b: a * b, [1, 2, 3, 4], 10))  # expect: 5 5 240
def deco(f):
    @wraps(f)
    def wrapper(*a):
        return f(*a)
    return wrapper
@deco
def named():
    "docs"
print(named.__name__, named.__doc__, named.__wrapped__ is not None)  # expect: named docs True
