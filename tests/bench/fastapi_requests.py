"""Microseconds per request of the first lesson's sample on the real FastAPI.

usage: fastapi_requests.py SAMPLE.py [ROUNDS] -> one number a round, on stdout

The application is called in process, through ASGI and without a server, tracing or a client: what
is measured is FastAPI itself. The three requests of the lesson take turns.
"""
import asyncio
import importlib.util
import sys
import time

BATCH = 150

spec = importlib.util.spec_from_file_location("sample", sys.argv[1])
sample = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sample)

TOKENS = [[], [(b"authorization", b"Bearer wrongtoken")], [(b"authorization", b"Bearer validtoken")]]
STATUS = [401, 401, 200]


async def request(kind):
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": "/protected", "raw_path": b"/protected", "query_string": b"",
        "root_path": "", "headers": [(b"host", b"testserver"), *TOKENS[kind]],
        "client": ("127.0.0.1", 50000), "server": ("testserver", 80),
    }
    await sample.app(scope, receive, send)
    return sent[0]["status"]


async def main(rounds):
    for kind, status in enumerate(STATUS):
        assert await request(kind) == status
    for _ in range(rounds):
        start = time.perf_counter()
        for number in range(BATCH):
            await request(number % 3)
        print((time.perf_counter() - start) / BATCH * 1e6, flush=True)


asyncio.run(main(int(sys.argv[2]) if len(sys.argv) > 2 else 15))
