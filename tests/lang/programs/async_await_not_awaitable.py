import asyncio
async def f():
    await 5  # expect error (3.14): TypeError: 'int' object can't be awaited
asyncio.run(f())
