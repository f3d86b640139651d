class A:
    def __init__(self):
        self.items = [1, "two", None, {"k": (1,)}]
    def __repr__(self):
        return f"A{self.items}"
print(A(), [A()], {"a": A()}, (A(),))  # expect: A[1, 'two', None, {'k': (1,)}] [A[1, 'two', None, {'k': (1,)}]] {'a': A[1, 'two', None, {'k': (1,)}]} (A[1, 'two', None, {'k': (1,)}],)
