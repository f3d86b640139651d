# expect: limit:steps
from contextlib import ExitStack, contextmanager, suppress


@contextmanager
def manager():
    try:
        yield
    except BaseException:
        pass


with ExitStack() as stack, suppress(BaseException):
    stack.enter_context(manager())
    while True:
        pass
print("swallowed")
