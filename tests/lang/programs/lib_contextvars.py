# since: 3.14
import contextvars
from contextvars import ContextVar, copy_context
v=ContextVar("user", default="anon"); print(v.get(), v.name); t=v.set("bob"); print(v.get(), t.old_value is contextvars.Token.MISSING); v.reset(t); print(v.get())  # expect: anon user
# expect: bob True
# expect: anon
w=ContextVar("w")
try: w.get()
except LookupError as e: print("LookupError")  # expect: LookupError
print(w.get(5)); w.set(1)  # expect: 5
c=copy_context(); print(c.run(lambda: (v.set("in"), v.get())[1]), v.get(), c[v], w in c)  # expect: in anon in True
try: v.reset(t)
except RuntimeError as e: print("used")  # expect: used
async def f(): 
    v.set("task"); return v.get()
import asyncio
async def m():
    print(await asyncio.create_task(f()), v.get()); print(await f(), v.get())  # expect: task anon
    # expect: task task
asyncio.run(m()); print(v.get())  # expect: anon
