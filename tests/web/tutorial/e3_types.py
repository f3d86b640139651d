# Discriminators with a function, unions from left to right, validate_call, types of pydantic.
from fastapi.testclient import TestClient


def show(r):
    print(r.status_code, sorted(r.headers.items()), r.text)


def calls(app, *requests):
    client = TestClient(app, raise_server_exceptions=False, headers={"accept-encoding": "gzip"})
    for method, url, *more in requests:
        print("#", method, url)
        show(client.request(method, url, follow_redirects=False, **(more[0] if more else {})))
    show(client.get("/openapi.json"))


from fastapi import FastAPI, Body
from pydantic import BaseModel, Field, Discriminator, Tag, RootModel, TypeAdapter, ValidationError
from typing import Annotated, Literal, Union, Any
app = FastAPI()
class Cat(BaseModel):
    pet_type: Literal["cat"]
    meows: int
class Dog(BaseModel):
    pet_type: Literal["dog", "puppy"] = "dog"
    barks: float
class W(BaseModel):
    pet: Annotated[Union[Cat, Dog], Field(discriminator="pet_type")]
    n: int = 0
Pet = Annotated[Cat | Dog, Discriminator("pet_type")]
def disc(v: Any):
    if isinstance(v, dict): return "c" if "meows" in v else ("d" if "barks" in v else v.get("t"))
    return "c" if isinstance(v, Cat) else "d"
FP = Annotated[Union[Annotated[Cat, Tag("c")], Annotated[Dog, Tag("d")]], Discriminator(disc)]
class Lr(BaseModel):
    x: Annotated[int | str, Field(union_mode="left_to_right")] = 1
    y: int | str = 1
class R(RootModel[list[int]]):
    pass
class R2(RootModel):
    root: dict[str, Pet]
@app.post("/w")
def w(x: W): return x
@app.post("/p")
def p(x: Pet) -> Pet: return x
@app.post("/f")
def f(x: FP) -> FP: return x
@app.post("/l")
def l(x: Lr): return x
@app.post("/r")
def r(x: R) -> R: return x
@app.post("/r2")
def r2(x: R2): return x
@app.post("/s")
def s(x: Annotated[Cat | Dog, Body(discriminator="pet_type")]): return x
C = {"pet_type": "cat", "meows": 3}; D = {"pet_type": "puppy", "barks": 1.5}
calls(app, ("POST", "/w", {"json": {"pet": C}}), ("POST", "/w", {"json": {"pet": {"pet_type": "x"}}}), ("POST", "/w", {"json": {"pet": {}}}), ("POST", "/w", {"json": {"pet": 3}}), ("POST", "/p", {"json": D}), ("POST", "/p", {"json": {"pet_type": "dog"}}),
 ("POST", "/f", {"json": C}), ("POST", "/f", {"json": D}), ("POST", "/f", {"json": {"t": "zz"}}), ("POST", "/f", {"json": {}}), ("POST", "/f", {"json": {"t": "d"}}), ("POST", "/l", {"json": {"x": "3", "y": "3"}}), ("POST", "/l", {"json": {"x": [], "y": []}}), ("POST", "/r", {"json": [1, "2"]}), ("POST", "/r", {"json": ["a"]}), ("POST", "/r2", {"json": {"a": C, "b": D}}), ("POST", "/s", {"json": C}))

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic import BaseModel, computed_field, Field, RootModel, ConfigDict, SerializeAsAny, field_serializer, model_serializer
from typing import Generic, TypeVar, Annotated, Literal
from enum import Enum
from datetime import datetime
T = TypeVar("T")
app = FastAPI()
class Base(BaseModel):
    type: str
class Car(Base):
    type: str = "car"
class Plane(Base):
    type: str = "plane"
    size: int
class Rect(BaseModel):
    w: int
    l: int
    @computed_field
    @property
    def area(self) -> int:
        "Area doc"
        return self.w * self.l
class Tree(BaseModel):
    v: int
    kids: list["Tree"] = []
class Box(BaseModel, Generic[T]):
    item: T
    opt: T | None = None
class Color(Enum):
    r = "red"
class Cfg(BaseModel):
    model_config = ConfigDict(title="CfgTitle", json_schema_extra={"x-k": 1}, use_enum_values=True, str_strip_whitespace=True)
    c: Color = Color.r
    s: str = "  a "
    dt: datetime = Field(default_factory=lambda: datetime(2020, 1, 1))
    const: Literal["k"] = "k"
    ex: Annotated[int, Field(exclude=True)] = 5
class Names(RootModel[list[str]]): pass
class Ser(BaseModel):
    a: int
    @model_serializer
    def ms(self) -> dict[str, str]: return {"A": str(self.a)}
class Outer(BaseModel):
    b: SerializeAsAny[Base]
    c: Base
@app.get("/u", response_model=Plane | Car)
def u(): return {"type": "plane", "size": 3}
@app.get("/v", response_model=list[Plane | Car])
def v(): return [Plane(size=1), Car()]
@app.get("/r")
def r() -> Rect: return Rect(w=2, l=3)
@app.get("/t")
def t() -> Tree: return {"v": 1, "kids": [{"v": 2, "x": 1}]}
@app.get("/bi")
def bi() -> Box[int]: return Box(item=3)
@app.get("/bl")
def bl() -> list[Box[Rect]]: return [{"item": {"w": 1, "l": 2}}]
@app.get("/cfg")
def cfg() -> Cfg: return Cfg()
@app.post("/cfg")
def pcfg(x: Cfg) -> Cfg: return x
@app.get("/n")
def n() -> Names: return ["a"]
@app.get("/s")
def s() -> Ser: return Ser(a=1)
@app.get("/o")
def o() -> Outer: return Outer(b=Plane(size=2), c=Plane(size=2))
@app.get("/resp")
def resp(t: bool = False) -> Response: return RedirectResponse("/x") if t else JSONResponse({"a": 1})
@app.get("/dict", response_model=dict[str, Rect])
def di(): return {"a": {"w": 1, "l": 1}}
@app.get("/int")
def it() -> int: return "5"
@app.get("/bad")
def bad() -> int: return "x"
@app.get("/en")
def en() -> Color: return Color.r
@app.get("/opt")
def opt() -> Car | None: return None
calls(app, *[("GET", "/" + x) for x in ["u", "v", "r", "t", "bi", "bl", "cfg", "n", "s", "o", "resp", "resp?t=1", "dict", "int", "bad", "en", "opt"]], ("POST", "/cfg", {"json": {"s": " b ", "c": "red", "ex": 4}}))

from fastapi import FastAPI, Query, Form, File, UploadFile
from pydantic import BaseModel, condecimal, conlist, Field
from decimal import Decimal
from typing import Annotated
app = FastAPI()
class Item(BaseModel):
    name: str
    age: condecimal(gt=Decimal(0.0))
    pr: Annotated[Decimal, Field(max_digits=4, decimal_places=2)] = Decimal("1.0")
@app.post("/items/")
def save(item: list[Item]): return {"item": item}
@app.get("/q")
def q(q: list[int] = Query(default=None)): return q
@app.post("/fo")
def fo(c: Annotated[str, Form()], a: Annotated[UploadFile, File()], b: Annotated[list[str], Form()] = ["z"]): return [c, a.filename, b]
calls(app, ("POST", "/items/", {"json": [{"name": "Foo", "age": 5}]}), ("POST", "/items/", {"json": [{"name": "Foo", "age": -1.0}]}), ("POST", "/items/", {"json": [{"age": "five"}, {"age": "six", "pr": 123.456}]}), ("GET", "/q?q=five&q=six"), ("GET", "/q"), ("POST", "/fo", {"data": {"c": "x"}, "files": {"a": b"1"}}), ("POST", "/fo", {"data": {"b": ["1", "2"]}}))

from pydantic import UUID4, Base64Str, IPvAnyAddress, Json, ValidationError, WithJsonSchema, validate_call


class Kinds(BaseModel):
    a: UUID4 | None = None
    b: IPvAnyAddress | None = None
    c: Base64Str | None = None
    d: Json[list[int]] = "[1]"
    e: Annotated[int, WithJsonSchema({"type": "string", "x": 1})] = 3


print(Kinds.model_json_schema(), Kinds(b="::1", c="aGk=").model_dump_json())


@validate_call
def add(a: int, b: int = 2, *more: int, c: str = "x", **rest: float):
    return [a, b, more, c, rest]


print(add("1"), add(1, "2", "3", c="q", z="4"))
for call in (lambda: add("x"), lambda: add(), lambda: add(1, a=2)):
    try:
        call()
    except ValidationError as error:
        print(error)
