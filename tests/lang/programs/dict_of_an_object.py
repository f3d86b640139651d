class Box:
    def __init__(self, **given):
        self.__dict__.update(given)


box = Box(a=1)
print(box.a, vars(box))  # expect: 1 {'a': 1}
box.__dict__["b"] = 2
vars(box)["c"] = 3
print(box.b, box.c, box.__dict__ == {"a": 1, "b": 2, "c": 3})  # expect: 2 3 True
del box.__dict__["a"]
print(hasattr(box, "a"), box.__dict__.pop("b"), hasattr(box, "b"))  # expect: False 2 False
box.__dict__ = {"z": 9}
print(box.z, hasattr(box, "c"))  # expect: 9 False
