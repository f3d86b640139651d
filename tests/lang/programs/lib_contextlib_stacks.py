# since: 3.14
out = []


def show(*values, sep=" ", end="\n"):
    out.append(sep.join(map(str, values)) + end)


from contextlib import *
@contextmanager
def cm(n):
    show("in",n)
    try: yield n
    except ValueError as e: show("caught",e)
    finally: show("out",n)
with ExitStack() as st:
    a=st.enter_context(cm(1)); b=st.enter_context(cm(2)); st.callback(show,"cb",end="!\n"); show(a,b)
with ExitStack() as st:
    st.enter_context(cm(3)); raise ValueError("v")
with suppress(KeyError, ZeroDivisionError): 1/0
class D(ContextDecorator):
    def __enter__(self): show("enter"); return self
    def __exit__(self,*a): show("exit"); return False
@D()
def f(): show("f")
f()
@cm(9)
def g(): show("g")
g()
import asyncio
@asynccontextmanager
async def acm(n):
    show("ain",n)
    try: yield n
    finally: show("aout",n)
async def m():
    async with AsyncExitStack() as st:
        show(await st.enter_async_context(acm(1))); st.enter_context(cm(5)); st.push_async_callback(asyncio.sleep, 0)
    async with acm(2) as x, acm(3) as y: show(x,y)
asyncio.run(m())
try:
    with ExitStack() as s:
        @s.callback
        def x(): raise KeyError("k")
        raise ValueError("v")
except KeyError as e: show(repr(e), repr(e.__context__))
with nullcontext(5) as n: show(n)
class R:
    def close(self): show("closed")
with closing(R()) as r: show("r")
with ExitStack() as s:
    p=s.pop_all()
    s.enter_context(cm(1))
try:
    with ExitStack() as s: s.enter_context(5)
except TypeError as e: show(e)
for line in "".join(out).splitlines():
    print(line)  # expect: in 1
    # expect: in 2
    # expect: 1 2
    # expect: cb!
    # expect: out 2
    # expect: out 1
    # expect: in 3
    # expect: caught v
    # expect: out 3
    # expect: enter
    # expect: f
    # expect: exit
    # expect: in 9
    # expect: g
    # expect: out 9
    # expect: ain 1
    # expect: 1
    # expect: in 5
    # expect: out 5
    # expect: aout 1
    # expect: ain 2
    # expect: ain 3
    # expect: 2 3
    # expect: aout 3
    # expect: aout 2
    # expect: KeyError('k') ValueError('v')
    # expect: 5
    # expect: r
    # expect: closed
    # expect: in 1
    # expect: out 1
    # expect: 'builtins.int' object does not support the context manager protocol
