# Server-sent events, lines of JSON, compressed streams; lifespans of included routers; keywords.
from fastapi.testclient import TestClient


def show(r):
    print(r.status_code, sorted(r.headers.items()), r.text)


def calls(app, *requests):
    client = TestClient(app, raise_server_exceptions=False, headers={"accept-encoding": "gzip"})
    for method, url, *more in requests:
        print("#", method, url)
        show(client.request(method, url, follow_redirects=False, **(more[0] if more else {})))
    show(client.get("/openapi.json"))


from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse, JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel
from collections.abc import AsyncIterable, Iterable
app = FastAPI()
class Item(BaseModel):
    name: str
    description: str | None = None
items = [Item(name="P", description="d"), Item(name="Q")]
@app.get("/a")
async def a() -> AsyncIterable[Item]:
    for i in items: yield i
@app.get("/b")
def b() -> Iterable[Item]:
    for i in items: yield i
@app.get("/c")
def c():
    for i in items: yield {"n": i.name}
@app.get("/d", response_class=EventSourceResponse)
async def d() -> AsyncIterable[Item]:
    for i in items: yield i
@app.get("/e", response_class=EventSourceResponse)
async def e() -> AsyncIterable[ServerSentEvent]:
    yield ServerSentEvent(comment="c")
    for n, i in enumerate(items): yield ServerSentEvent(data=i, event="upd", id=str(n), retry=5000)
@app.get("/f", response_class=EventSourceResponse)
async def f() -> AsyncIterable[ServerSentEvent]:
    yield ServerSentEvent(raw_data="line1\nline2", event="r")
@app.get("/g", response_class=StreamingResponse)
async def g():
    for i in ["x", "y"]: yield i
calls(app, *[("GET", "/" + x) for x in "abcdefg"])

from fastapi import FastAPI
from fastapi.responses import StreamingResponse, PlainTextResponse, Response
from fastapi.middleware.gzip import GZipMiddleware
app = FastAPI()
app.add_middleware(GZipMiddleware, minimum_size=50)
@app.get("/s")
def s():
    def it():
        yield "a" * 10; yield "b" * 10
    return StreamingResponse(it(), media_type="text/plain")
@app.get("/p")
def p(): return PlainTextResponse("x" * 400, headers={"vary": "Cookie", "etag": "1"})
@app.get("/sm")
def sm(): return "x"
@app.get("/enc")
def enc(): return Response("y" * 100, headers={"content-encoding": "br"})
@app.get("/ev")
def ev(): return Response("y" * 100, media_type="text/event-stream")
c = TestClient(app)
for q in ["/s", "/p", "/sm", "/enc", "/ev"]:
    for h in ["gzip", "identity", "gzip;q=0", "deflate, gzip;q=0.5", "*"]:
        r = c.get(q, headers={"accept-encoding": h}) if q != "/enc" else None
        if r is not None: print(q, h, r.status_code, r.headers.get("content-encoding"), r.headers.get("vary"), "content-length" in r.headers, r.text[:30], len(r.text))

from fastapi import FastAPI, APIRouter, Request
from contextlib import asynccontextmanager
def mk(name, log, state=None, gen=False):
    @asynccontextmanager
    async def ls(app):
        log.append(name + " start")
        if state is None: yield
        else: yield state
        log.append(name + " stop")
    return ls
log = []
r2 = APIRouter(lifespan=mk("sub", log, {"sub": 1, "ov": "s"}))
r1 = APIRouter(lifespan=mk("router", log, {"router": True, "ov": "r"}))
r1.include_router(r2)
app = FastAPI(lifespan=mk("app", log, {"app": True, "ov": "a"}))
app.include_router(r1)
@app.get("/")
def x(request: Request): return [request.state.app, request.state.router, request.state.sub, request.state.ov]
with TestClient(app) as c: print(c.get("/").json(), log)
print(log)
log2 = []
app = FastAPI()
r = APIRouter()
s = APIRouter()
@app.on_event("startup")
def a1(): log2.append("app start")
@app.on_event("shutdown")
def a2(): log2.append("app stop")
@r.on_event("startup")
def b1(): log2.append("router start")
@r.on_event("shutdown")
def b2(): log2.append("router stop")
@s.on_event("startup")
async def c1(): log2.append("sub start")
@s.on_event("shutdown")
async def c2(): log2.append("sub stop")
r.include_router(s)
app.include_router(r)
with TestClient(app) as c: print(log2)
print(log2, hasattr(app, "add_event_handler"), hasattr(r, "add_event_handler"))
def g(app):
    log2.append("g"); yield; log2.append("g2")
try:
    with TestClient(FastAPI(lifespan=g)) as c: print("in")
except Exception as e: print(type(e), e)
print(log2[-2:])
log3 = []
@asynccontextmanager
async def bad(app):
    log3.append(1); yield; log3.append(2)
r4 = APIRouter(on_startup=[lambda: log3.append("rs")])
ap = FastAPI(lifespan=bad, on_startup=[lambda: log3.append("never")])
ap.include_router(r4)
with TestClient(ap): pass
print(log3)
