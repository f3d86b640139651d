class A: pass
print(type(A).__name__, type(type).__name__, type(1).__name__, isinstance(A, type), type([]) is list)  # expect: type type int True True
print(A.__name__, A.__module__, object.__name__, isinstance(A(), object))  # expect: A __main__ object True
B = type("B", (A,), {"x": 5})
print(B.x, B.__name__, issubclass(B, A), isinstance(1, (str, int)))  # expect: 5 B True True
