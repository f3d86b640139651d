# The OpenAPI document of an application that uses much of what it can say.
from typing import Annotated, Literal, Union, Any, Optional
from enum import Enum, IntEnum
from datetime import datetime, date, timedelta
from decimal import Decimal
from fastapi import *
from fastapi import FastAPI, Body, Query, Path, Header, Depends, Security, APIRouter, status
from fastapi.security import *
from fastapi.security import OAuth2, OpenIdConnect, HTTPDigest, APIKeyCookie, APIKeyQuery, APIKeyHeader, OAuth2AuthorizationCodeBearer
from fastapi.responses import *
from fastapi.responses import JSONResponse, HTMLResponse, PlainTextResponse
from pydantic import BaseModel, Field, EmailStr, HttpUrl, SecretStr, ConfigDict, field_serializer, computed_field, AnyUrl, RootModel, constr, conint
from fastapi.testclient import TestClient
import json

class Message(BaseModel):
    message: str

class Role(str, Enum):
    """The role."""
    admin = 'admin'
    user = 'user'

class Level(IntEnum):
    lo = 1
    hi = 2

class Item(BaseModel):
    """An item.

    With more."""
    model_config = ConfigDict(json_schema_extra={'examples': [{'id': 'bar'}]}, title='TheItem')
    id: str = Field(..., description='the id', examples=['a'], json_schema_extra={'x-y': 1})
    value: Optional[float] = Field(None, ge=0, le=10, multiple_of=0.5, deprecated=True)
    role: Role = Role.user
    level: Level = Level.lo
    tags: list[str] = Field(default_factory=list, max_length=3, min_length=1)
    meta: dict[str, Any] = {}
    when: datetime | None = None
    d: date = date(2020, 1, 2)
    td: timedelta = timedelta(seconds=5)
    dec: Decimal = Decimal('1.5')
    secret: SecretStr = SecretStr('x')
    lit: Literal['a', 1] = 'a'
    one: Literal['z'] = 'z'
    tup: tuple[int, str] = (1, 'a')
    st: set[int] = {1}
    pat: str = Field('abc', pattern='^a')
    url: AnyUrl | None = None
    b: bytes = b'x'
    anyv: Any = None
    ob: object | None = None

class Out(Item):

    @computed_field
    @property
    def double(self) -> float:
        return 2.0

class Node(BaseModel):
    v: int
    kids: list['Node'] = []

class Ints(RootModel[list[int]]):
    pass

class A(BaseModel):
    kind: Literal['a']
    x: int

class B(BaseModel):
    kind: Literal['b']
    y: int
app = FastAPI(
    title='T', summary='S', description='D', version='9', terms_of_service='http://t',
    contact={'name': 'n', 'url': 'http://x', 'email': 'a@b.c'},
    license_info={'name': 'MIT', 'identifier': 'MIT'},
    servers=[{'url': 'http://s', 'description': 'ss'}],
    openapi_tags=[
        {
            'name': 'u', 'description': 'users',
            'externalDocs': {'description': 'e', 'url': 'https://f'}
        }
    ],
    responses={418: {'description': 'teapot'}}
)

@app.get(
    '/items/{item_id}', response_model=Item,
    responses={
        404: {'model': Message, 'description': 'nf'},
        200: {
            'description': 'ok',
            'content': {'application/json': {'example': {'id': 'bar'}}, 'image/png': {}}
        },
        403: {'model': list[Message]}, 302: {'description': 'moved'}, '5XX': {'model': Message},
        'default': {'description': 'dd'}
    }
)
async def read_item(item_id: str, img: bool | None=None):
    ...

@app.post(
    '/items', response_model=Out, status_code=201, response_description='made', deprecated=True
)
async def mk(
    item: Annotated[
        Item,
        Body(
            openapi_examples={
                'n': {'summary': 's', 'value': {'id': 'Foo'}},
                'i': {'summary': 't', 'value': {'id': 1}}
            }
        )
    ]
):
    ...

@app.post('/ex')
async def ex(
    item: Annotated[Message, Body(examples=[{'message': 'x'}], description='bd', title='BT')]
):
    ...

@app.post('/u')
async def uu(x: Annotated[Union[A, B], Body(discriminator='kind')]) -> A | B:
    ...

@app.post('/n')
async def nn(x: Node, ints: Ints) -> list[Node]:
    ...

@app.get('/q')
async def q(
    a: Annotated[
        str,
        Query(
            title='TT', description='dd', min_length=3, max_length=5, pattern='^f', alias='a-b',
            deprecated=True, examples=['fix']
        )
    ],
    b: Annotated[list[str], Query()]=['x'], c: Role=Role.admin,
    h: Annotated[list[str] | None, Header()]=None,
    hidden: Annotated[str | None, Query(include_in_schema=False)]=None,
    e: Annotated[int, Query(openapi_examples={'one': {'value': 1}})]=3, d: datetime | None=None,
    n: conint(gt=3)=5, ck: Annotated[str | None, Cookie(description='cookie')]=None,
    lit: Literal['a', 'b'] | None=None
):
    ...

@app.get('/html', response_class=HTMLResponse)
def html():
    ...

@app.get('/none', status_code=204)
def none():
    ...

@app.get(
    '/plain', response_class=PlainTextResponse,
    openapi_extra={'x-z': 1, 'responses': {'200': {'description': 'ee'}}}
)
def plain() -> str:
    ...

@app.get('/int')
def int_() -> int:
    ...

@app.get('/opt')
def opt() -> Item | None:
    ...

@app.get('/dict')
def dct() -> dict[str, Message]:
    ...
o1 = OAuth2PasswordBearer(
    tokenUrl='token', scheme_name='JWT', scopes={'a': 'A'}, description='od', refreshUrl='r'
)
o2 = OAuth2AuthorizationCodeBearer(
    authorizationUrl='au', tokenUrl='tu', refreshUrl='ru', scopes={'b': 'B'}, auto_error=False,
    description='code'
)
o3 = OAuth2(
    flows={
        'clientCredentials': {'tokenUrl': 't', 'scopes': {'x': 'X'}},
        'implicit': {'authorizationUrl': 'i', 'scopes': {}}
    },
    description='o3'
)

@app.get('/s', tags=['u'])
def s(
    a=Security(o1, scopes=['a']), b=Security(o2, scopes=['b']), c=Depends(o3),
    d=Depends(OpenIdConnect(openIdConnectUrl='/oidc', description='oi')),
    e=Depends(HTTPBasic(realm='x', description='ba')),
    f=Depends(HTTPBearer(bearerFormat='JWT', description='be')),
    g=Depends(HTTPDigest(description='di')), h=Depends(APIKeyCookie(name='ck', description='ac')),
    i=Depends(APIKeyQuery(name='qk', description='aq')),
    j=Depends(APIKeyHeader(name='hk', description='ah'))
):
    ...

@app.post('/token')
def token(form: Annotated[OAuth2PasswordRequestForm, Depends()]):
    ...

@app.post('/token2')
def token2(form: OAuth2PasswordRequestFormStrict=Depends()):
    ...

@app.post('/f')
def f(
    a: Annotated[str, Form(min_length=2, description='fd')], b: UploadFile,
    c: list[UploadFile] | None=None, d: Annotated[bytes | None, File(description='ff')]=None
):
    ...

@app.post('/b2')
def b2(
    a: Annotated[int, Body(ge=2)], b: Annotated[str, Body(embed=True)]='x', i: Item | None=None
):
    ...

@app.post('/m', include_in_schema=False)
def m():
    ...

@app.put(
    '/x/{p:path}', operation_id='theop', name='other', summary='sum', description='desc',
    tags=[Role.admin, 'b']
)
def px(p: Annotated[str, Path(description='the path', min_length=1)]):
    """doc"""
r = APIRouter(
    prefix='/r', tags=['rt'], responses={404: {'description': 'rnf'}}, dependencies=[Depends(o1)],
    deprecated=True
)

@r.get('/', responses={401: {'model': Message}})
def rr():
    ...
app.include_router(r, prefix='/v1', tags=['inc'], responses={409: {'model': Message}})
c = TestClient(app)
print(json.dumps(c.get('/openapi.json').json()))
