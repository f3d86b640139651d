import asyncio
import contextlib
import time
async def add(a, b):
    await asyncio.sleep(0)
    return a + b
async def fails():
    raise ValueError("no")
@contextlib.asynccontextmanager
async def resource(name):
    print("open", name)
    try:
        yield name
    finally:
        print("close", name)
async def main():
    print(await asyncio.gather(add(1, 2), add(3, 4)))  # expect: [3, 7]
    print(await asyncio.wait_for(add(1, 1), timeout=1), await asyncio.sleep(0, "slept"))  # expect: 2 slept
    results = await asyncio.gather(add(1, 2), fails(), return_exceptions=True)
    print(results)  # expect: [3, ValueError('no')]
    # expect: open db
    async with resource("db") as r:
        print("using", r)  # expect: using db
        # expect: close db
        # expect: open x
        # expect: close x
    try:
        async with resource("x"):
            raise KeyError("inside")
    except KeyError as e:
        print("caught", e)  # expect: caught 'inside'
    lock = asyncio.Lock()
    async with lock:
        print(lock.locked())  # expect: True
    print(lock.locked())  # expect: False
    event = asyncio.Event()
    event.set()
    print(await event.wait(), event.is_set(), asyncio.iscoroutinefunction(add), asyncio.iscoroutinefunction(print), await asyncio.to_thread(max, 1, 2))  # expect: True True True False 2
    task = asyncio.create_task(add(5, 5))
    print(await task)  # expect: 10
    return "done"
print(asyncio.run(main()), time.sleep(0), isinstance(time.time(), float))  # expect: done None True
try:
    asyncio.run(5)
except (TypeError, ValueError) as e:
    print(e)  # expect (3.14): An asyncio.Future, a coroutine or an awaitable is required
