x = 1
del x
a = [1, 2, 3]
del a[0], a[-1]
print(a)  # expect: [2]
class C:
    pass
c = C()
c.v = 1
del c.v
print(hasattr(c, "v"))  # expect: False
print(x)  # expect error: NameError: name 'x' is not defined
