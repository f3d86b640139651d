import asyncio
async def work(n):
    await asyncio.sleep(0)
    return n * 2
async def main():
    return await asyncio.gather(work(1), work(2), work(3))
print(asyncio.run(main()))  # expect: [2, 4, 6]
