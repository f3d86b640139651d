"""Microseconds per request of a sample on the real FastAPI.

usage: fastapi_requests.py SAMPLE.py [ROUNDS] [protected|login] -> one number a round, on stdout

The application is called in process, through ASGI and without a server, tracing or a client: what
is measured is FastAPI itself. Three requests take turns: those of the first lesson, or those of
jwt_login.py.
"""
import asyncio
import importlib.util
import json
import sys
import time

BATCH = 150

spec = importlib.util.spec_from_file_location("sample", sys.argv[1])
sample = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sample)


async def request(method, path, headers, body=b""):
    sent = []

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
        "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": b"",
        "root_path": "", "headers": [(b"host", b"testserver"), *headers],
        "client": ("127.0.0.1", 50000), "server": ("testserver", 80),
    }
    await sample.app(scope, receive, send)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])


def bearer(token):
    return [(b"authorization", b"Bearer " + token)]


async def protected():
    """The requests of the first lesson, each with its status."""
    return [(("GET", "/protected", headers), status)
            for headers, status in [([], 401), (bearer(b"wrongtoken"), 401),
                                    (bearer(b"validtoken"), 200)]]


async def login():
    """A login, the token it gave, and that token with another signature."""
    body = b"username=mia&password=sunflower"
    ask = ("POST", "/login", [(b"content-type", b"application/x-www-form-urlencoded"),
                              (b"content-length", str(len(body)).encode())], body)
    _, answer = await request(*ask)
    token = json.loads(answer)["access_token"].encode()
    return [(ask, 200), (("GET", "/me", bearer(token)), 200),
            (("GET", "/me", bearer(token[:-4] + b"AAAA")), 401)]


async def main(rounds, workload):
    requests = await workload()
    for asked, status in requests:
        assert (await request(*asked))[0] == status
    for _ in range(rounds):
        start = time.perf_counter()
        for number in range(BATCH):
            await request(*requests[number % len(requests)][0])
        print((time.perf_counter() - start) / BATCH * 1e6, flush=True)


asyncio.run(main(int(sys.argv[2]) if len(sys.argv) > 2 else 15,
                 login if "login" in sys.argv[3:] else protected))
