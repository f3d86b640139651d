from types import SimpleNamespace, FunctionType
n = SimpleNamespace(a=1, b="x")
n.c = 3
print(n, n.a, n == SimpleNamespace(a=1, b="x", c=3), isinstance(lambda: 0, FunctionType))  # expect: namespace(a=1, b='x', c=3) 1 True True
