class A:
    x = 1
a = A()
setattr(a, "y", 2)
print(getattr(a, "x"), getattr(a, "y"), getattr(a, "z", None), hasattr(a, "y"))  # expect: 1 2 None True
delattr(a, "y")
print(hasattr(a, "y"), sorted(n for n in dir(a) if not n.startswith("_")))  # expect: False ['x']
