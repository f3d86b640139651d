# since: 3.14
out = []


def show(*values, sep=" ", end="\n"):
    out.append(sep.join(map(str, values)) + end)


def g():
    x=yield 1
    show("got",x)
    try: y=yield 2
    except ValueError as e: show("exc",e); yield 99
    return 5
it=g(); show(next(it)); show(it.send("a")); show(it.throw(ValueError("b")))
try: next(it)
except StopIteration as e: show(e.value)
def d():
    r=yield from sub(); show("r",r)
def sub():
    yield 1; return "ret"
show(list(d()))
def inf():
    i=0
    while True: yield i; i+=1
import itertools
show(list(itertools.islice(inf(),3)),sum(x*x for x in range(5)),[(a,b) for a in range(2) for b in "xy" if a or b=="x"],{k:v for k,v in zip("ab",(1,2))},{x%2 for x in range(5)})
c=inf(); next(c); c.close()
try: next(c)
except StopIteration: show("closed")
async def ag():
    yield 1
show(type(ag()).__name__, type(g()).__name__)
def fib(n):
    a,b=0,1
    for _ in range(n): yield a; a,b=b,a+b
show(*fib(10))
show([y:=5, y**2], (n:=10)+n)
if (m:=len("abc"))>2: show(m)
while chunk:=[1,2][m-3:] :
    m+=1; show(chunk)
    if m>5: break
a,*b,c=range(5); show(a,b,c); (x,y),z=(1,2),3; show(x,y,z); [p,q]=1,2; show(p,q)
def f(*args,**kw): return args,kw
show(f(*[1,2],*(3,),**{"a":1},**{"b":2}),[*range(3),*"ab"],{**{"a":1},"b":2},{*[1,2],3},(*[1],2))
def h(a,b=2,/,c=3,*,d,e=5): return a,b,c,d,e
show(h(1,d=4),h(1,2,c=9,d=0))
for bad in (lambda: h(),lambda: h(1),lambda: h(a=1,d=2),lambda: h(1,2,3,4,d=5),lambda: h(1,d=1,f=2),lambda: f(**{"a":1},a=2),lambda: f(*5),lambda: h(1,2,3,d=1,c=3)):
    try: show(bad())
    except TypeError as e: show(e)
for line in "".join(out).splitlines():
    print(line)  # expect: 1
    # expect: got a
    # expect: 2
    # expect: exc b
    # expect: 99
    # expect: 5
    # expect: r ret
    # expect: [1]
    # expect: [0, 1, 2] 30 [(0, 'x'), (1, 'x'), (1, 'y')] {'a': 1, 'b': 2} {0, 1}
    # expect: closed
    # expect: async_generator generator
    # expect: 0 1 1 2 3 5 8 13 21 34
    # expect: [5, 25] 20
    # expect: 3
    # expect: [1, 2]
    # expect: [2]
    # expect: 0 [1, 2, 3] 4
    # expect: 1 2 3
    # expect: 1 2
    # expect: ((1, 2, 3), {'a': 1, 'b': 2}) [0, 1, 2, 'a', 'b'] {'a': 1, 'b': 2} {1, 2, 3} (1, 2)
    # expect: (1, 2, 3, 4, 5) (1, 2, 9, 0, 5)
    # expect: h() missing 1 required positional argument: 'a'
    # expect: h() missing 1 required keyword-only argument: 'd'
    # expect: h() got some positional-only arguments passed as keyword arguments: 'a'
    # expect: h() takes from 1 to 3 positional arguments but 4 positional arguments (and 1 keyword-only argument) were given
    # expect: h() got an unexpected keyword argument 'f'
    # expect: __main__.f() got multiple values for keyword argument 'a'
    # expect: __main__.f() argument after * must be an iterable, not int
    # expect: h() got multiple values for argument 'c'
