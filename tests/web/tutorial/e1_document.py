# Callbacks, webhooks, media types and parameter models in the document; the pages for people.
from fastapi.testclient import TestClient


def show(r):
    print(r.status_code, sorted(r.headers.items()), r.text)


def calls(app, *requests):
    client = TestClient(app, raise_server_exceptions=False, headers={"accept-encoding": "gzip"})
    for method, url, *more in requests:
        print("#", method, url)
        show(client.request(method, url, follow_redirects=False, **(more[0] if more else {})))
    show(client.get("/openapi.json"))


from typing import Annotated
from fastapi import APIRouter, FastAPI, Security, Depends
from fastapi.security import HTTPBearer
from pydantic import BaseModel, HttpUrl
from datetime import datetime
app = FastAPI()
class Invoice(BaseModel):
    id: str
    title: str | None = None
    customer: str
    total: float
class InvoiceEvent(BaseModel):
    description: str
    paid: bool
class InvoiceEventReceived(BaseModel):
    ok: bool
invoices_callback_router = APIRouter()
@invoices_callback_router.post("{$callback_url}/invoices/{$request.body.id}", response_model=InvoiceEventReceived)
def invoice_notification(body: InvoiceEvent): pass
class Event(BaseModel):
    name: str
    total: float
events_callback_router = APIRouter()
@events_callback_router.get("{$callback_url}/events/{$request.body.title}")
def event_callback(event: Event): pass
subrouter = APIRouter()
@subrouter.post("/invoices/", callbacks=invoices_callback_router.routes)
def create_invoice(invoice: Invoice, callback_url: HttpUrl | None = None):
    """
    Create an invoice.

    Send it.
    """
    return {"msg": "Invoice received"}
app.include_router(subrouter, callbacks=events_callback_router.routes)
bearer = HTTPBearer()
class Sub(BaseModel):
    username: str
    start: datetime
@app.webhooks.post("new-subscription")
def ns(body: Sub, token: Annotated[str, Security(bearer)]):
    """
    When a new user subscribes
    """
@app.webhooks.get("other", tags=["w"])
def ot(q: int = 3): pass
calls(app, ("POST", "/invoices/", {"json": {"id": "x", "customer": "J", "total": 5}}), ("POST", "/invoices/?callback_url=bad", {"json": {}}))

from fastapi import FastAPI, Body, Path, Query
from typing import Annotated
from pydantic import BaseModel, Field, HttpUrl
app = FastAPI()
class Image(BaseModel):
    url: HttpUrl
    name: str
class Item(BaseModel):
    name: str = Field(examples=["Foo"])
    description: str | None = Field(default=None, title="The description", max_length=300)
    price: float = Field(gt=0, description="greater")
    tax: float | None = None
    tags: set[str] = set()
    images: list[Image] | None = None
    model_config = {"json_schema_extra": {"examples": [{"name": "Foo"}]}}
class User(BaseModel):
    username: str
    full_name: str | None = None
@app.put("/a/{item_id}")
def a(item_id: Annotated[int, Path(title="id", ge=0, le=1000)], q: str | None = None, item: Item | None = None): return {"id": item_id, "q": q, "item": item}
@app.put("/b/{item_id}")
def b(item_id: int, item: Item, user: User, importance: Annotated[int, Body(gt=0)]): return [item, user, importance]
@app.put("/c")
def c(item: Annotated[Item, Body(embed=True)]): return item
@app.post("/d")
def d(weights: dict[int, float]): return weights
@app.post("/e")
def e(images: list[Image]): return images
@app.post("/f")
def f(item: Annotated[Item, Body(examples=[{"name": "x", "price": 1}], openapi_examples={"normal": {"summary": "A", "description": "B", "value": {"name": "F"}}, "bad": {"value": 3}})]): return item
@app.post("/g")
def g(x: int = Body(), y: int = Body(3)): return x + y
@app.post("/h")
def h(x: Annotated[int, Body()]): return x
@app.post("/i")
def i(x: Annotated[str, Body(media_type="text/plain")]): return x
@app.post("/j")
def j(x: list[int] | dict[str, Item] | None = None): return x
@app.post("/k")
def k(x: Item | User): return x
I = {"name": "n", "price": 1.5, "tags": ["a", "a"], "images": [{"url": "http://example.com", "name": "z"}]}
calls(app, ("PUT", "/a/3"), ("PUT", "/a/1001?q=1", {"json": I}), ("PUT", "/a/3?q=1", {"json": I}), ("PUT", "/a/3", {"json": {"name": 3, "price": 0}}), ("PUT", "/b/1", {"json": {"item": I, "user": {"username": "u"}, "importance": 1}}),
 ("PUT", "/b/1", {"json": {"item": I}}), ("PUT", "/b/1"), ("PUT", "/b/1", {"json": []}), ("PUT", "/c", {"json": {"item": I}}), ("PUT", "/c", {"json": I}), ("POST", "/d", {"json": {"1": 2.5, "a": 3}}), ("POST", "/d", {"json": {"1": 2.5, "4": 3}}),
 ("POST", "/e", {"json": [{"url": "x", "name": "a"}, {"url": "ftp://a.b", "name": "a"}]}), ("POST", "/e", {"json": {}}), ("POST", "/f", {"json": I}), ("POST", "/g", {"json": {"x": 1}}), ("POST", "/g", {"json": {"y": "b"}}), ("POST", "/h", {"json": 4}), ("POST", "/h", {"content": "4"}),
 ("POST", "/h", {"content": "{bad", "headers": {"content-type": "application/json"}}), ("POST", "/i", {"content": "abc", "headers": {"content-type": "text/plain"}}), ("POST", "/j", {"json": [1, 2]}), ("POST", "/j", {"json": {"a": 1}}), ("POST", "/j"), ("POST", "/k", {"json": {"username": "z"}}), ("POST", "/k", {"json": {}}))

from fastapi import FastAPI, Form, Query, Header, Cookie, Depends
from pydantic import BaseModel, Field, AliasChoices, ConfigDict
from typing import Annotated, Literal
app = FastAPI()
class FilterParams(BaseModel):
    model_config = {"extra": "forbid"}
    limit: int = Field(100, gt=0, le=100)
    offset: int = Field(0, ge=0)
    order_by: Literal["created_at", "updated_at"] = "created_at"
    tags: list[str] = []
@app.get("/q")
def q(f: Annotated[FilterParams, Query()]): return f
class A(BaseModel):
    p: str = Field(validation_alias="p_va")
    ch: int = Field(1, validation_alias=AliasChoices("c1", "c2"), title="CH", examples=[1])
    al: str = Field("x", alias="theAl", serialization_alias="out")
@app.get("/a")
def a(f: Annotated[A, Query()]): return f
@app.post("/f")
def f(f: Annotated[A, Form()]): return f
@app.get("/h")
def h(f: Annotated[A, Header()]): return f
@app.get("/c")
def c(f: Annotated[A, Cookie()]): return f
class B(BaseModel):
    model_config = ConfigDict(populate_by_name=True)
    some_id: int = Field(alias="someId")
    opt: float | None = Field(None, deprecated=True, description="od")
@app.get("/b")
def b(f: Annotated[B, Query()]): return f
@app.get("/n")
def n(f: Annotated[B | None, Query()] = None, z: int = 0): return [f, z]
@app.get("/dep")
def dep(f: Annotated[FilterParams, Query()], b: Annotated[str, Header()] = "h"): return [f, b]
calls(app, ("GET", "/q?limit=101&tool=x"), ("GET", "/q?limit=1&tags=a&tags=b&order_by=updated_at"), ("GET", "/a?p_va=1&c2=4&theAl=q"), ("GET", "/a?p=1"), ("POST", "/f", {"data": {"p_va": "1", "c1": "x"}}), ("POST", "/f", {"data": {"p_va": "1", "c2": "5"}}), ("GET", "/h", {"headers": {"p_va": "1", "c1": "2"}}), ("GET", "/h", {"headers": {"p-va": "1"}}), ("GET", "/c", {"headers": {"cookie": "p_va=1; theAl=z"}}), ("GET", "/b?someId=1"), ("GET", "/b?some_id=1"), ("GET", "/b"), ("GET", "/n"), ("GET", "/n?someId=2&z=1"), ("GET", "/dep?limit=3"))

from fastapi import FastAPI, Response, status
from fastapi.responses import JSONResponse, FileResponse, HTMLResponse
from pydantic import BaseModel
from typing import Union
class Item(BaseModel):
    id: str
    value: str
class Message(BaseModel):
    message: str
app = FastAPI()
responses = {404: {"description": "Item not found"}, 302: {"description": "The item was moved"}, 403: {"description": "Not enough privileges"}}
@app.get("/1/{item_id}", response_model=Item, responses={404: {"model": Message, "description": "nf"}, 200: {"description": "Item requested by ID", "content": {"application/json": {"example": {"id": "bar", "value": "The bar tenders"}}}}})
async def a(item_id: str):
    if item_id == "foo": return {"id": "foo", "value": "there goes my hero"}
    return JSONResponse(status_code=404, content={"message": "Item not found"})
@app.get("/2/{item_id}", response_model=Item, responses={**responses, 200: {"content": {"image/png": {}}}})
async def b(item_id: str, img: bool | None = None): return {"id": "foo", "value": "v"}
@app.get("/3", responses={"500": {"model": list[Message]}, "5XX": {"model": Message}, 200: {"model": Union[Item, Message]}, 201: {"model": Item, "content": {"text/csv": {}}}}, response_class=HTMLResponse)
def c(): return "x"
@app.get("/4", status_code=202, responses={202: {"description": "acc"}, 204: {"description": "none"}}, response_model=dict)
def d(response: Response):
    response.status_code = status.HTTP_201_CREATED
    return {"a": 1}
@app.post("/5", responses={422: {"description": "own 422", "model": Message}})
def e(x: int): return x
@app.post("/6", responses={"default": {"description": "d"}})
def f(x: int): return x
@app.get("/7", responses={200: {"links": {"l": {"operationId": "x"}}, "headers": {"X-A": {"schema": {"type": "string"}, "description": "h"}}}}, response_description="rd")
def g(): return 1
calls(app, ("GET", "/1/foo"), ("GET", "/1/bar"), ("GET", "/2/x"), ("GET", "/3"), ("GET", "/4"), ("POST", "/5"))

show(TestClient(app).get("/docs"))
show(TestClient(app).get("/redoc"))
