class C:
    """A class."""
    def m(self): "a method"
def f():
    ...
print(C.__doc__, C.m.__doc__, f.__doc__, f())  # expect: A class. a method None None
