# since: 3.14
x=1
def o():
    x=2
    def i():
        nonlocal x
        x+=1
        return x
    return i(),x
print(o(),x)  # expect: (3, 3) 1
def gl():
    global x,new
    x=5; new=6
gl(); print(x,new)  # expect: 5 6
def ub():
    try: print(y)
    except UnboundLocalError as e: print(e)  # expect: cannot access local variable 'y' where it is not associated with a value
    y=1
ub()
fs=[lambda: i for i in range(3)]; print([f() for f in fs]); fs=[lambda i=i: i for i in range(3)]; print([f() for f in fs])  # expect: [2, 2, 2]
# expect: [0, 1, 2]
class C:
    v=1
    def m(self):
        try: return v
        except NameError as e: return str(e)
print(C().m())  # expect: name 'v' is not defined
def deco(n):
    def w(f):
        def inner(*a): return n*f(*a)
        inner.__name__=f.__name__; return inner
    return w
@deco(3)
def sq(x): "doc"; return x*x
print(sq(2),sq.__name__)  # expect: 12 sq
del x
try: x
except NameError as e: print(e)  # expect: name 'x' is not defined
print([i for i in range(3)], "i" in globals() if False else "")  # expect: [0, 1, 2]
def outer():
    a=1
    class K:
        b=a
        def g(self): return a
    return K.b,K().g()
print(outer())  # expect: (1, 1)
