from contextlib import contextmanager
@contextmanager
def m():
    yield 1
with m() as x:
    print(x)  # expect: 1
    raise KeyError("out")  # expect error: KeyError: 'out'
