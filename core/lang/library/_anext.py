# anext(iterator, default): the built-in with two arguments.
async def anext_or(iterator, default):
    try:
        return await iterator.__anext__()
    except StopAsyncIteration:
        return default
