class A:
    def __eq__(self, other):
        raise RuntimeError("eq")  # expect error: RuntimeError: eq
    __hash__ = None
[A()].index(1)
