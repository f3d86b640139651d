import asyncio
async def numbers(n):
    for i in range(n):
        yield i
async def main():
    total = 0
    async for n in numbers(4):
        total += n
    squares = [n * n async for n in numbers(3) if n]
    return total, squares
print(asyncio.run(main()))  # expect: (6, [1, 4])
