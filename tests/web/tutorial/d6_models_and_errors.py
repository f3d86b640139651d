# Settings, models in and out, generic pages, handlers for exceptions of one's own.
from functools import lru_cache
from typing import Annotated, Optional
from fastapi import FastAPI, Depends, HTTPException, Request, status, Body, Query, Path, Response
from fastapi.testclient import TestClient
from fastapi.responses import JSONResponse
from fastapi.exceptions import RequestValidationError, HTTPException as FHE
from starlette.exceptions import HTTPException as SHE
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic import BaseModel, SecretStr, Field, computed_field, field_serializer, ConfigDict, EmailStr, field_validator, ValidationInfo, ValidationError, PrivateAttr, TypeAdapter, RootModel, AliasChoices
import json

class Settings(BaseSettings):
    app_name: str = 'Awesome API'
    admin_email: str = 'a@b.c'
    items_per_user: int = 50
    secret_key: SecretStr = SecretStr('s3cr3t')
    debug: bool = False
    cors: list[str] = ['*']
    model_config = SettingsConfigDict(env_file='.env', env_prefix='APP_', extra='ignore')

@lru_cache
def get_settings():
    return Settings()
print(Settings(), Settings(debug=True).debug, Settings.model_fields.keys())
app = FastAPI()

@app.get('/info')
async def info(settings: Annotated[Settings, Depends(get_settings)]):
    return {
        'app_name': settings.app_name, 's': settings.secret_key,
        'v': settings.secret_key.get_secret_value(), 'all': settings
    }

class Base(BaseModel):
    model_config = ConfigDict(
        from_attributes=True, populate_by_name=True, str_strip_whitespace=True
    )

class UserBase(Base):
    username: str = Field(min_length=2, alias='userName')
    email: EmailStr
    full_name: str | None = None

    @field_validator('username', mode='before')
    @classmethod
    def lower(cls, v, info: ValidationInfo):
        return v.lower() if isinstance(v, str) else v

class UserIn(UserBase):
    password: SecretStr

class UserOut(UserBase):
    id: int
    _secret: str = PrivateAttr('x')

    @computed_field
    @property
    def display(self) -> str:
        return f'{self.full_name or self.username} <{self.email}>'

    @field_serializer('email')
    def mask(self, v: str) -> str:
        return v[0] + '***' + v[v.index('@'):]

@app.post('/users', response_model=UserOut, status_code=201)
def create(u: UserIn):
    return {**u.model_dump(), 'id': 1}

@app.post(
    '/users2', response_model=UserOut, response_model_by_alias=False,
    response_model_exclude_none=True
)
def create2(u: UserIn) -> dict:
    return UserOut(id=2, **u.model_dump(exclude={'password'}))

class ORM:

    def __init__(self, **kw):
        self.__dict__.update(kw)

@app.get('/orm', response_model=list[UserOut])
def orm():
    return [ORM(username='Bob', email='bob@x.yz', full_name=None, id=5)]

class Page[T](BaseModel):
    items: list[T]
    total: int
    next: str | None = None

@app.get('/page')
def page(
    skip: Annotated[int, Query(ge=0)]=0, limit: int=Query(default=10, le=100)
) -> Page[UserOut]:
    return Page[UserOut](
        items=[
            UserOut(
                id=i, userName=f'u{i}', email=f'u{i}@x.yz'
            ) for i in range(skip, skip + min(limit, 2))
        ],
        total=9
    )

class AppError(Exception):

    def __init__(self, code: str, status_code: int=400, **extra):
        self.code, self.status_code, self.extra = (code, status_code, extra)

class NotFound(AppError):

    def __init__(self, what):
        super().__init__('not_found', 404, what=what)

@app.exception_handler(AppError)
async def app_error(request: Request, exc: AppError):
    return JSONResponse({'error': exc.code, **exc.extra}, exc.status_code)

@app.exception_handler(SHE)
async def http_exc(request, exc):
    return JSONResponse(
        {'err': str(exc.detail), 'path': str(request.url)}, status_code=exc.status_code,
        headers=getattr(exc, 'headers', None)
    )

@app.exception_handler(RequestValidationError)
async def val_exc(request: Request, exc: RequestValidationError):
    return JSONResponse(
        status_code=status.HTTP_422_UNPROCESSABLE_CONTENT,
        content={
            'errors': [
                {
                    'field': '.'.join(map(str, e['loc'][1:])), 'msg': e['msg'], 'type': e['type']
                } for e in exc.errors()
            ],
            'body': str(exc.body)
        }
    )

@app.exception_handler(500)
async def ise(request, exc):
    return JSONResponse({'err': 'ise', 't': type(exc).__name__}, 500)

@app.get('/nf/{x}')
def nf(x: str):
    raise NotFound(x)

@app.get('/boom')
def boom():
    raise KeyError('k')

@app.get('/teapot')
def tp():
    raise HTTPException(418, {'a': [1]}, {'X-T': '1'})

@app.get('/badresp', response_model=UserOut)
def br():
    return {'id': 'x'}
c = TestClient(app, raise_server_exceptions=False)

def s(r):
    print(r.status_code, r.text, {k: v for k, v in r.headers.items() if k[0] == 'x'})
s(c.get('/info'))
ok = {'userName': '  ALICE ', 'email': 'alice@Example.com', 'password': 'pw'}
s(c.post('/users', json=ok))
s(c.post('/users2', json=ok | {'username': 'q'}))
s(c.post('/users', json={'userName': 'a', 'email': 'nope'}))
s(c.post('/users', json=[]))
s(c.post('/users', content='{bad', headers={'content-type': 'application/json'}))
for p in (
    '/orm', '/page?limit=2', '/page?skip=-1&limit=1000', '/nf/q', '/boom', '/teapot', '/nope',
    '/badresp'
):
    s(c.get(p))
s(c.post('/orm'))
try:
    UserIn(userName='a', email='x', password=1)
except ValidationError as e:
    print(e)
    print(e.error_count(), e.errors(include_url=False)[0], e.title)
u = UserOut(id=1, userName='Zed', email='z@z.zz')
print(
    u, repr(u), u.model_dump(by_alias=True), u.model_dump_json(),
    u.model_copy(update={'id': 3}).id, u._secret, sorted(u.model_fields_set),
    u == UserOut(id=1, username='zed', email='z@z.zz')
)
print(
    TypeAdapter(list[int]).validate_python(['1', 2]),
    TypeAdapter(dict[str, list[UserOut]]).dump_python({'a': [u]}), UserOut.model_json_schema(),
    UserOut.model_json_schema(mode='serialization'), TypeAdapter(list[Page[int]]).json_schema()
)
app.dependency_overrides[get_settings] = lambda: Settings(app_name='test', admin_email='t@t')
s(c.get('/info'))
print(json.dumps(c.get('/openapi.json').json()))
