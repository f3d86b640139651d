# since: 3.14
out = []


def show(*values, sep=" ", end="\n"):
    out.append(sep.join(map(str, values)) + end)


import asyncio, time
async def worker(n, d):
    show("start", n)
    await asyncio.sleep(d)
    show("end", n)
    return n
async def main():
    show(await asyncio.gather(worker(1, .2), worker(2, .1), worker(3, 0)))
    t = asyncio.create_task(worker(4, .1))
    show("created")
    await asyncio.sleep(0)
    show("after")
    show(await t)
    try:
        await asyncio.wait_for(worker(5, 10), 0.1)
    except asyncio.TimeoutError:
        show("timeout")
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(worker(6, .05)); b = tg.create_task(worker(7, .01))
    show(a.result(), b.result())
    lock = asyncio.Lock()
    async def locked(n):
        async with lock:
            show("in", n); await asyncio.sleep(0.01); show("out", n)
    await asyncio.gather(*(locked(i) for i in range(3)))
    q = asyncio.Queue()
    async def prod():
        for i in range(3):
            await q.put(i); await asyncio.sleep(0)
        await q.put(None)
    async def cons():
        while (x := await q.get()) is not None: show("got", x)
    await asyncio.gather(prod(), cons())
    async def boom(): raise ValueError("boom")
    show(await asyncio.gather(boom(), worker(8,0), return_exceptions=True))
    try: await asyncio.gather(boom(), worker(9,0.01))
    except ValueError as e: show("caught", e)
    t = asyncio.create_task(worker(10, 5))
    await asyncio.sleep(0.01)
    t.cancel()
    try: await t
    except asyncio.CancelledError: show("cancelled", t.cancelled())
    show([await f for f in asyncio.as_completed([asyncio.sleep(.03, 1), asyncio.sleep(.01, 2)])])
    done, pending = await asyncio.wait([asyncio.create_task(worker(13,.01)), asyncio.create_task(worker(14,9))], return_when=asyncio.FIRST_COMPLETED)
    show(len(done), len(pending))
    try:
        async with asyncio.timeout(0.01): await asyncio.sleep(3)
    except TimeoutError: show("T")
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(boom()); tg.create_task(worker(15, 1))
    except BaseException as e: show(type(e).__name__, e, e.exceptions)
    ev = asyncio.Event()
    async def waiter(): await ev.wait(); show("ev")
    w = asyncio.create_task(waiter()); await asyncio.sleep(0); ev.set(); await w
    sem = asyncio.Semaphore(2)
    async def s(n):
        async with sem: show("s", n); await asyncio.sleep(.01)
    await asyncio.gather(*[s(i) for i in range(4)])
    show(await asyncio.to_thread(lambda: 5))
start = time.perf_counter()
asyncio.run(main())
show(round(time.perf_counter() - start) >= 0)
async def agen():
    for i in range(3):
        yield i
        await asyncio.sleep(0)
async def m2():
    async for x in agen(): show(x)
    show([x async for x in agen() if x])
asyncio.run(m2())
async def bad(): raise KeyError("k")  # expect error: KeyError: 'k'
for line in "".join(out).splitlines():
    print(line)  # expect: start 1
    # expect: start 2
    # expect: start 3
    # expect: end 3
    # expect: end 2
    # expect: end 1
    # expect: [1, 2, 3]
    # expect: created
    # expect: start 4
    # expect: after
    # expect: end 4
    # expect: 4
    # expect: start 5
    # expect: timeout
    # expect: start 6
    # expect: start 7
    # expect: end 7
    # expect: end 6
    # expect: 6 7
    # expect: in 0
    # expect: out 0
    # expect: in 1
    # expect: out 1
    # expect: in 2
    # expect: out 2
    # expect: got 0
    # expect: got 1
    # expect: got 2
    # expect: start 8
    # expect: end 8
    # expect: [ValueError('boom'), 8]
    # expect: start 9
    # expect: caught boom
    # expect: start 10
    # expect: end 9
    # expect: cancelled True
    # expect: [2, 1]
    # expect: start 13
    # expect: start 14
    # expect: end 13
    # expect: 1 1
    # expect: T
    # expect: start 15
    # expect: ExceptionGroup unhandled errors in a TaskGroup (1 sub-exception) (ValueError('boom'),)
    # expect: ev
    # expect: s 0
    # expect: s 1
    # expect: s 2
    # expect: s 3
    # expect: 5
    # expect: True
    # expect: 0
    # expect: 1
    # expect: 2
    # expect: [1, 2]
asyncio.run(bad())
