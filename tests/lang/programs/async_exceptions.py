import asyncio
async def fail():
    raise ValueError("async")
async def main():
    try:
        await fail()
    except ValueError as e:
        return f"caught {e}"
    finally:
        print("cleanup")  # expect: cleanup
result = asyncio.run(main())
print(result)  # expect: caught async
