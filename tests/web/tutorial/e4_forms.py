# Forms and files, unions of models in a form, the headers of a test client, objects as text.
from fastapi.testclient import TestClient


def show(r):
    print(r.status_code, sorted(r.headers.items()), r.text)


def calls(app, *requests):
    client = TestClient(app, raise_server_exceptions=False, headers={"accept-encoding": "gzip"})
    for method, url, *more in requests:
        print("#", method, url)
        show(client.request(method, url, follow_redirects=False, **(more[0] if more else {})))
    show(client.get("/openapi.json"))


from fastapi import FastAPI, Form, File, UploadFile
from typing import Annotated
from pydantic import BaseModel
app = FastAPI()
class F(BaseModel):
    username: str
    password: str
    age: int | None = None
    tags: list[str] = ["foo"]
    model_config = {"extra": "forbid"}
@app.post("/a")
def a(username: Annotated[str, Form()], password: Annotated[str, Form(min_length=3)]): return [username, password]
@app.post("/b")
def b(data: Annotated[F, Form()]): return data
@app.post("/c")
def c(file: Annotated[bytes, File(description="A file read as bytes")]): return {"size": len(file)}
@app.post("/d")
async def d(file: Annotated[UploadFile, File(description="A file")]): return {"n": file.filename, "t": file.content_type, "s": file.size, "c": (await file.read()).decode(), "h": dict(file.headers)}
@app.post("/e")
def e(file: bytes | None = File(default=None), up: UploadFile | None = None): return [file is None, up is None]
@app.post("/f")
def f(files: list[UploadFile]): return [x.filename for x in files]
@app.post("/g")
def g(files: Annotated[list[bytes], File()], token: Annotated[str, Form()]): return [[len(x) for x in files], token]
@app.post("/h")
def h(x: list[int] = Form(), y: str = Form("a", alias="yy"), z: Annotated[str | None, Form()] = None): return [x, y, z]
@app.post("/i")
async def i(files: list[UploadFile] | None = None, n: int = Form(1, gt=0)): return None if files is None else [f.size for f in files]
calls(app, ("POST", "/a", {"data": {"username": "u", "password": "pw"}}), ("POST", "/a", {"data": {"username": "u", "password": "pww"}}), ("POST", "/a"), ("POST", "/a", {"json": {"username": "u"}}),
 ("POST", "/b", {"data": {"username": "u", "password": "p", "tags": ["a", "b"]}}), ("POST", "/b", {"data": {"username": "u", "extra": "p", "age": ""}}), ("POST", "/b", {"data": {"username": "u", "password": "p", "age": ""}}),
 ("POST", "/c", {"files": {"file": b"abc"}}), ("POST", "/c"), ("POST", "/c", {"data": {"file": "text"}}), ("POST", "/d", {"files": {"file": ("a.txt", b"abc", "text/plain")}}), ("POST", "/d", {"data": {"file": "x"}}), ("POST", "/d", {"files": {"file": ("a.png", b"abc")}}), ("POST", "/e"), ("POST", "/e", {"files": {"up": b"1"}}),
 ("POST", "/f", {"files": [("files", ("a", b"1")), ("files", ("b", b"2"))]}), ("POST", "/f"), ("POST", "/g", {"files": [("files", ("a", b"1")), ("files", ("b", b"22"))], "data": {"token": "t"}}), ("POST", "/g", {"data": {"token": "t"}}), ("POST", "/h", {"data": {"x": ["1", "2"], "yy": "q", "z": ""}}), ("POST", "/h", {"data": {"x": ["1", "b"]}}), ("POST", "/i"), ("POST", "/i", {"data": {"n": "0"}}), ("POST", "/i", {"files": [("files", ("a", b"1"))]}))

from fastapi import FastAPI, Form, Body
from pydantic import BaseModel
from typing import Annotated, Union, Literal, Optional
app = FastAPI()
class Item(BaseModel):
    name: str | None = None
class ExtendedItem(Item):
    age: int
class Other(BaseModel):
    price: int
class UF(BaseModel):
    name: str
    email: str
class CF(BaseModel):
    company_name: str
    industry: str
@app.post("/a")
def a(item: Union[ExtendedItem, Item]): return {"item": item}
@app.post("/b")
def b(item: Union[Other, Item]): return {"item": item}
@app.post("/f")
def f(data: Annotated[UF | CF, Form()]): return {"r": data}
@app.post("/o")
def o(a: Optional[Item] = None, b: Annotated[Item | None, Body()] = None): return [a, b]
@app.post("/t")
def t(x: tuple[int, str, float], y: tuple[Item, ...] = Body(())): return [x, y]
@app.post("/tf")
def tf(v: tuple[int, int] = Form()): return v
calls(app, ("POST", "/a", {"json": {"name": "F"}}), ("POST", "/a", {"json": {"name": "F", "age": 5}}), ("POST", "/b", {"json": {"price": 100}}), ("POST", "/b", {"json": {"name": "x"}}), ("POST", "/f", {"data": {"name": "n", "email": "e"}}), ("POST", "/f", {"data": {"company_name": "n", "industry": "e"}}), ("POST", "/f", {"data": {}}), ("POST", "/o", {"json": {"a": {"name": "z"}}}), ("POST", "/o"), ("POST", "/t", {"json": {"x": [1, "b", 2]}}), ("POST", "/t", {"json": {"x": [1, "b"]}}), ("POST", "/tf", {"data": {"v": ["1", "2"]}}), ("POST", "/tf", {"data": {"v": ["1"]}}))

from fastapi import FastAPI, Request
app = FastAPI()
@app.api_route("/h", methods=["GET", "POST", "PUT", "DELETE", "PATCH"], operation_id="h")
def h(r: Request): return [x for x in r.headers.items()]
calls(app, ("GET", "/h"), ("GET", "/h", {"headers": {"x-a": "1", "User-Agent": "u", "Host": "hh"}}), ("POST", "/h"), ("POST", "/h", {"json": {"a": 1}}), ("POST", "/h", {"data": {"a": 1}, "headers": {"x-z": "2"}, "cookies": {"k": "v"}}), ("PUT", "/h", {"content": b"x"}), ("DELETE", "/h"), ("POST", "/h", {"content": "x", "headers": {"content-type": "text/plain"}}))

from fastapi import Query, Path, Header, Cookie, Body, Form, File, Depends, Security, FastAPI, HTTPException, Request, Response, APIRouter, UploadFile, BackgroundTasks
from fastapi.exceptions import RequestValidationError
print(repr(Depends()), repr(Depends(print, use_cache=False)), repr(Security(scopes=["a"])), repr(Depends(len, scope="function")))
print(repr(HTTPException(404)), str(HTTPException(404, "x")), repr(HTTPException(400, {"a": 1}, {"h": "v"})))
print(repr(Query(3)), repr(Body("x")), repr(Header()), repr(Form(None)))
r = APIRouter(prefix="/a", tags=["x"])
@r.get("/b/{c}", name="nm")
def f(c: int): "doc"; return c
route = r.routes[0]
print(route.path, route.name, route.methods, route.endpoint is f, route.tags, route.path_format, route.summary, route.operation_id, route.include_in_schema, route.status_code, route.description, route.unique_id, route.response_model, route.deprecated)
app = FastAPI(); app.include_router(r, prefix="/z")
print([(x.path, x.name) for x in app.routes if hasattr(x, "path")], app.url_path_for("nm", c=4), r.url_path_for("nm", c=5))
try: app.url_path_for("nope")
except Exception as e: print(type(e).__name__, e)
