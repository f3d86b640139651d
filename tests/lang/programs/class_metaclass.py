class Singleton(type):
    _instances = {}
    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]
class Db(metaclass=Singleton):
    def __init__(self, url="x", *, n=1): self.url, self.n = url, n
class Other(Db): pass
print(Db("a") is Db("b"), Db().url, Other() is Db(), Other(n=4).n, type(Db), isinstance(Db, Singleton), Db)  # expect: True a False 1 <class '__main__.Singleton'> True <class '__main__.Db'>
class Meta(type):
    registry = {}
    def __new__(mcls, name, bases, ns, **kw):
        cls = super().__new__(mcls, name, bases, {**ns, "given": kw})
        mcls.registry[name] = [b.__name__ for b in bases]
        return cls
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.ready = True
    def hello(cls): return f"hello {cls.__name__}"
    @property
    def lower(cls): return cls.__name__.lower()
    def __len__(cls): return 7
    def __iter__(cls): return iter("ab")
    def __contains__(cls, x): return x == 1
    def __getitem__(cls, k): return (cls.__name__, k)
    def __repr__(cls): return f"<M {cls.__name__}>"
    def __getattr__(cls, n):
        if n.startswith("dyn_"): return n[4:]
        raise AttributeError(f"no {n} in {cls.__name__}")
    def __setattr__(cls, n, v):
        if n != "locked": super().__setattr__(n, v)
    def __or__(cls, o): return f"{cls.__name__}|{o.__name__}"
    def __bool__(cls): return False
class A(metaclass=Meta, table="t"):
    x: int = 1
    def f(self): return __class__.__name__
class B(A):
    def f(self): return "B" + super().f()
print(A, B().f(), A.given, B.given, A.ready, A.hello(), A.lower, Meta.registry, len(A), list(A), 1 in A, A["k"], A.dyn_z, B.__mro__, A.__annotations__, bool(A), A | B)  # expect: <M A> BA {'table': 't'} {} True hello A a {'A': [], 'B': ['A']} 7 ['a', 'b'] True ('A', 'k') z (<M B>, <M A>, <class 'object'>) {'x': <class 'int'>} False A|B
A.locked = A.other = 2
print(A.other, hasattr(A, "locked"), hasattr(A(), "hello"), f"{B}", Meta("Dyn", (A,), {"y": 5}).y, type(B))  # expect: 2 False False <M B> 5 <class '__main__.Meta'>
from abc import ABC, ABCMeta, abstractmethod
class SingletonABC(Singleton, ABCMeta): pass
class Service(metaclass=SingletonABC):
    @abstractmethod
    def go(self): ...
class Real(Service):
    def go(self): return "go"
def told(work):
    try: return work()
    except Exception as error: return f"{type(error).__name__}: {error}"
print(Real() is Real(), Real().go(), told(Service))  # expect: True go TypeError: Can't instantiate abstract class Service without an implementation for abstract method 'go'
print(told(lambda: A.zip))  # expect: AttributeError: no zip in A
def conflict():
    class Bad(ABC, metaclass=Singleton): pass
print(told(conflict))  # expect: TypeError: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
from enum import Enum, EnumMeta
class AnyCase(EnumMeta):
    def __getitem__(cls, name): return super().__getitem__(name.upper())
class Role(str, Enum, metaclass=AnyCase):
    ADMIN = "admin"
    USER = "user"
print(Role["admin"], Role("user"), list(Role), "user" in Role)  # expect: Role.ADMIN Role.USER [<Role.ADMIN: 'admin'>, <Role.USER: 'user'>] True
class Plugins(type):
    def __init__(cls, name, bases, attrs):
        if not hasattr(cls, "all"): cls.all = []
        else: cls.all.append(name)
        super().__init__(name, bases, attrs)
class P(metaclass=Plugins): pass
class P1(P): pass
class P2(P): pass
print(P.all)  # expect: ['P1', 'P2']
