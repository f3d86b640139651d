# since: 3.14
import inspect
def f(a, b: int, /, c=3, *args: str, d, e=5, **kw) -> str: "doc"
s=inspect.signature(f); print(s, list(s.parameters), s.parameters["c"].default, s.parameters["b"].annotation, s.return_annotation, s.parameters["d"].default is inspect.Parameter.empty, s.parameters["args"].kind, repr(s.parameters["e"]))  # expect: (a, b: int, /, c=3, *args: str, d, e=5, **kw) -> str ['a', 'b', 'c', 'args', 'd', 'e', 'kw'] 3 <class 'int'> <class 'str'> True VAR_POSITIONAL <Parameter "e=5">
class C:
    """  Doc
      more
    """
    def __init__(self, x: int, y=2): pass
    def m(self, z): pass
    async def am(self): pass
print(inspect.signature(C), inspect.signature(C(1).m), inspect.signature(lambda *, k: 0), inspect.signature(C.m))  # expect: (x: int, y=2) (z) (*, k) (self, z)
async def co(): pass
def g(): yield
async def ag(): yield
print(inspect.iscoroutinefunction(co), inspect.iscoroutinefunction(f), inspect.isgeneratorfunction(g), inspect.isasyncgenfunction(ag), inspect.isclass(C), inspect.isfunction(f), inspect.ismethod(C(1).m), inspect.iscoroutinefunction(C(1).am))  # expect: True False True True True True True True
b=s.bind(1,2,3,4,d=5,z=6); print(b.arguments, b.args, b.kwargs); b.apply_defaults(); print(b.arguments)  # expect: {'a': 1, 'b': 2, 'c': 3, 'args': (4,), 'd': 5, 'kw': {'z': 6}} (1, 2, 3, 4) {'d': 5, 'z': 6}
# expect: {'a': 1, 'b': 2, 'c': 3, 'args': (4,), 'd': 5, 'e': 5, 'kw': {'z': 6}}
try: s.bind(1)
except TypeError as e: print(e)  # expect: missing a required argument: 'b'
try: s.bind(1,2,d=1,a=2)
except TypeError as e: print(e)
print(inspect.getdoc(C), inspect.cleandoc(" a\n    b\n"))  # expect: Doc
# expect: more a
# expect: b
import functools
@functools.wraps(f)
def w(*a, **k): pass
print(inspect.signature(w), inspect.unwrap(w) is f, inspect.signature(functools.partial(f, 1, 2, d=9)))  # expect: (a, b: int, /, c=3, *args: str, d, e=5, **kw) -> str True (c=3, *args: str, d=9, e=5, **kw) -> str
print([n for n,_ in inspect.getmembers(C(1), inspect.ismethod)])  # expect: ['__init__', 'am', 'm']
c=co(); print(inspect.iscoroutine(c), inspect.isawaitable(c)); c.close()  # expect: True True
