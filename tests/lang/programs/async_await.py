import asyncio
async def add(a, b):
    return a + b
async def main():
    x = await add(1, 2)
    y = await add(x, 10)
    return x, y
print(asyncio.run(main()))  # expect: (3, 13)
