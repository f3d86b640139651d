# since: 3.14
out = []


def show(*values, sep=" ", end="\n"):
    out.append(sep.join(map(str, values)) + end)


class Meta:
    def __set_name__(self,o,n): show("set_name",o.__name__,n)
class Base:
    subs=[]
    def __init_subclass__(cls,tag=None,**k): super().__init_subclass__(**k); Base.subs.append((cls.__name__,tag))
class A(Base,tag="a"): x=Meta()
class B(A): pass
show(Base.subs)
class D:
    def __get__(self,o,t=None): return (o is None, t.__name__)
    def __set__(self,o,v): show("set",v)
    def __delete__(self,o): show("del")
class E: d=D()
e=E(); show(E.d,e.d); e.d=5; del e.d
class S:
    __slots__=("a","b")
s=S(); s.a=1
try: s.c=1
except AttributeError as x: show(x)
try: s.b
except AttributeError as x: show(x)
class G:
    def __getattr__(self,n):
        if n.startswith("dyn"): return n
        raise AttributeError(n)
    @property
    def p(self): return self._p
    @p.setter
    def p(self,v): self._p=v
    @p.deleter
    def p(self): del self._p
    @classmethod
    def cm(cls): return cls.__name__
    @staticmethod
    def sm(a): return a
    def __class_getitem__(cls,i): return f"{cls.__name__}[{i}]"
g=G(); show(g.dynx,hasattr(g,"zz")); g.p=3; show(g.p); del g.p
show(hasattr(g,"p"),G.cm(),g.sm(1),G[int])
from abc import ABC,abstractmethod,ABCMeta
class Abs(metaclass=ABCMeta):
    @abstractmethod
    def f(self): ...
    @property
    @abstractmethod
    def q(self): ...
try: Abs()
except TypeError as x: show(x)
class Con(Abs):
    def f(self): return 1
try: Con()
except TypeError as x: show(x)
show(isinstance(3,int), issubclass(bool,int), type(g).__name__, type(type(g)), G.__mro__, B.__bases__, g.__class__.__qualname__)
class V:
    def __init__(s,v): s.v=v
    def __add__(s,o): return V(s.v+o.v) if isinstance(o,V) else NotImplemented
    def __radd__(s,o): return V(o+s.v)
    def __iadd__(s,o): s.v+=1; return s
    def __eq__(s,o): return isinstance(o,V) and s.v==o.v
    def __hash__(s): return hash(s.v)
    def __lt__(s,o): return s.v<o.v
    def __bool__(s): return s.v!=0
    def __len__(s): return 7
    def __getitem__(s,i): return i
    def __contains__(s,i): return i==1
    def __call__(s,*a,**k): return a,k
    def __iter__(s): return iter([1,2])
    def __repr__(s): return f"V({s.v})"
    def __neg__(s): return V(-s.v)
    def __enter__(s): return s
    def __exit__(s,*a): return True
    def __index__(s): return 2
    def __matmul__(s,o): return "mm"
    def __int__(s): return 9
v=V(1); show(v+V(2),5+v,v==V(1),sorted([V(3),V(1)]),bool(V(0)),len(v),v[1:2],1 in v,v(1,k=2),list(v),-v,[10,20,30][v],v@v,int(v),{V(1):2}[V(1)],v!=V(2),max(V(1),V(5)))
v+=1; show(v)
try: v+"a"
except TypeError as x: show(x)
try: v-1
except TypeError as x: show(x)
with v: raise ValueError
show(vars(V(3)), dir(V(1))[-1])
for line in "".join(out).splitlines():
    print(line)  # expect: set_name A x
    # expect: [('A', 'a'), ('B', None)]
    # expect: (True, 'E') (False, 'E')
    # expect: set 5
    # expect: del
    # expect: 'S' object has no attribute 'c' and no __dict__ for setting new attributes
    # expect: 'S' object has no attribute 'b'
    # expect: dynx False
    # expect: 3
    # expect: False G 1 G[<class 'int'>]
    # expect: Can't instantiate abstract class Abs without an implementation for abstract methods 'f', 'q'
    # expect: Can't instantiate abstract class Con without an implementation for abstract method 'q'
    # expect: True True G <class 'type'> (<class '__main__.G'>, <class 'object'>) (<class '__main__.A'>,) G
    # expect: V(3) V(6) True [V(1), V(3)] False 7 slice(1, 2, None) True ((1,), {'k': 2}) [1, 2] V(-1) 30 mm 9 2 True V(5)
    # expect: V(2)
    # expect: unsupported operand type(s) for +: 'V' and 'str'
    # expect: unsupported operand type(s) for -: 'V' and 'int'
    # expect: {'v': 3} v
