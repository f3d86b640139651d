"""Blog style: JWT auth with refresh tokens, roles, cookies."""
import logging
import secrets
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from enum import Enum
from functools import lru_cache, wraps
from typing import Annotated, Any, Callable, Optional
from uuid import uuid4
import jwt
from fastapi import APIRouter, Cookie, Depends, FastAPI, Form, Header, HTTPException, Request, Response, Security, status
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.security import APIKeyCookie, APIKeyHeader, APIKeyQuery, HTTPAuthorizationCredentials, HTTPBasic, HTTPBasicCredentials, HTTPBearer, OAuth2PasswordBearer, OAuth2PasswordRequestForm, SecurityScopes
from fastapi.security.utils import get_authorization_scheme_param
from fastapi.testclient import TestClient
from jwt.exceptions import ExpiredSignatureError, InvalidTokenError, PyJWTError
from pydantic import BaseModel, EmailStr, Field, ValidationError, field_validator, model_validator
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request as SRequest
logger = logging.getLogger(__name__)
SECRET = '0123456789abcdef0123456789abcdef0123456789abcdef'
ALGO = 'HS256'

class Role(str, Enum):
    ADMIN = 'admin'
    EDITOR = 'editor'
    VIEWER = 'viewer'

    @property
    def level(self) -> int:
        return {Role.ADMIN: 3, Role.EDITOR: 2, Role.VIEWER: 1}[self]

class User(BaseModel):
    id: str = Field(default_factory=lambda: uuid4().hex)
    username: str
    email: EmailStr
    role: Role = Role.VIEWER
    disabled: bool = False

class UserInDB(User):
    hashed_password: str

class TokenPair(BaseModel):
    access_token: str
    refresh_token: str
    token_type: str = 'bearer'
    expires_in: int

class UserCreate(BaseModel):
    username: str = Field(min_length=3, max_length=20, pattern='^[a-z0-9_]+$')
    email: EmailStr
    password: str = Field(min_length=8)
    password2: str

    @field_validator('password')
    @classmethod
    def strong(cls, v: str) -> str:
        if not any((c.isdigit() for c in v)):
            raise ValueError('password must contain a digit')
        return v

    @model_validator(mode='after')
    def same(self):
        if self.password != self.password2:
            raise ValueError('passwords do not match')
        return self
fake_db: dict[str, UserInDB] = {}
revoked: set[str] = set()
refresh_store: dict[str, str] = {}

def fake_hash(p: str) -> str:
    import hashlib
    return hashlib.sha256(p.encode()).hexdigest()
fake_db['alice'] = UserInDB(
    id='1', username='alice', email='alice@example.com', role=Role.ADMIN,
    hashed_password=fake_hash('wonder1and')
)
fake_db['bob'] = UserInDB(
    id='2', username='bob', email='bob@example.com', hashed_password=fake_hash('builder99')
)
fake_db['carl'] = UserInDB(
    id='3', username='carl', email='carl@example.com', hashed_password=fake_hash('disabled1'),
    disabled=True
)

class AuthError(HTTPException):

    def __init__(self, detail: str='Could not validate credentials', code: str='invalid'):
        super().__init__(
            status_code=status.HTTP_401_UNAUTHORIZED, detail=detail,
            headers={'WWW-Authenticate': f'Bearer error="{code}"'}
        )
        self.code = code

class TokenService:

    def __init__(
        self, secret: str, algo: str=ALGO, *, access_ttl: timedelta=timedelta(minutes=15)
    ):
        self.secret, self.algo, self.access_ttl = (secret, algo, access_ttl)

    def issue(self, sub: str, kind: str='access', **extra: Any) -> str:
        now = datetime.now(timezone.utc)
        ttl = self.access_ttl if kind == 'access' else timedelta(days=7)
        payload = {
            'sub': sub, 'iat': now, 'exp': now + ttl, 'jti': uuid4().hex, 'type': kind
        } | extra
        return jwt.encode(payload, self.secret, algorithm=self.algo)

    def read(self, token: str, kind: str='access') -> dict[str, Any]:
        try:
            payload = jwt.decode(
                token, self.secret, algorithms=[self.algo],
                options={'require': ['exp', 'sub', 'jti']}
            )
        except ExpiredSignatureError as exc:
            raise AuthError('Token expired', 'expired') from exc
        except InvalidTokenError as exc:
            logger.warning('bad token: %s', exc)
            raise AuthError(f'Invalid token: {exc}') from None
        match payload:
            case {'type': k, 'jti': j} if k == kind and j not in revoked:
                return payload
            case {'jti': j} if j in revoked:
                raise AuthError('Token revoked', 'revoked')
            case _:
                raise AuthError('Wrong token type')

@lru_cache
def get_service() -> TokenService:
    return TokenService(SECRET)
Service = Annotated[TokenService, Depends(get_service)]
oauth2 = OAuth2PasswordBearer(
    tokenUrl='/auth/token', scopes={'me': 'Read me', 'items': 'Read items'}, auto_error=False
)

def token_from_anywhere(
    header: Annotated[str | None, Depends(oauth2)],
    access_token: Annotated[str | None, Cookie()]=None
) -> str:
    token = header or access_token
    if token is None:
        raise AuthError('Not authenticated', 'missing')
    return token

def current_user(token: Annotated[str, Depends(token_from_anywhere)], service: Service) -> User:
    payload = service.read(token)
    user = fake_db.get(payload['sub'])
    if user is None:
        raise AuthError('User gone')
    return user
CurrentUser = Annotated[User, Depends(current_user)]

def active_user(user: CurrentUser) -> User:
    if user.disabled:
        raise HTTPException(status_code=400, detail='Inactive user')
    return user

class RoleChecker:

    def __init__(self, *allowed: Role):
        self.allowed = allowed

    def __call__(self, user: Annotated[User, Depends(active_user)]) -> User:
        if user.role not in self.allowed:
            raise HTTPException(
                status.HTTP_403_FORBIDDEN,
                f'Role {user.role.value!r} not in {[r.value for r in self.allowed]}'
            )
        return user

def at_least(role: Role) -> Callable[..., User]:

    def check(user: Annotated[User, Depends(active_user)]) -> User:
        if user.role.level < role.level:
            raise HTTPException(403, detail={'need': role, 'have': user.role})
        return user
    return check

class TimingMiddleware(BaseHTTPMiddleware):

    async def dispatch(self, request: SRequest, call_next):
        request.state.request_id = request.headers.get('x-request-id', 'none')
        response = await call_next(request)
        response.headers['X-Request-ID'] = request.state.request_id
        return response
auth = APIRouter(prefix='/auth', tags=['auth'])

def pair(service: TokenService, user: UserInDB) -> TokenPair:
    refresh = service.issue(user.username, 'refresh')
    refresh_store[user.username] = refresh
    return TokenPair(
        access_token=service.issue(user.username, role=user.role), refresh_token=refresh,
        expires_in=int(service.access_ttl.total_seconds())
    )

@auth.post('/register', response_model=User, status_code=201)
def register(data: UserCreate):
    if data.username in fake_db:
        raise HTTPException(status.HTTP_409_CONFLICT, detail=f'User {data.username} exists')
    user = UserInDB(
        **data.model_dump(exclude={'password', 'password2'}),
        hashed_password=fake_hash(data.password)
    )
    fake_db[user.username] = user
    return user

@auth.post('/token')
def login(
    form: Annotated[OAuth2PasswordRequestForm, Depends()], service: Service, response: Response
) -> TokenPair:
    user = fake_db.get(form.username)
    if not user or not secrets.compare_digest(user.hashed_password, fake_hash(form.password)):
        raise HTTPException(
            status_code=401, detail='Incorrect username or password',
            headers={'WWW-Authenticate': 'Bearer'}
        )
    tokens = pair(service, user)
    response.set_cookie(
        'access_token', tokens.access_token, httponly=True, samesite='strict',
        max_age=tokens.expires_in
    )
    return tokens

@auth.post('/refresh')
def refresh(refresh_token: Annotated[str, Form()], service: Service) -> TokenPair:
    payload = service.read(refresh_token, 'refresh')
    if refresh_store.get(payload['sub']) != refresh_token:
        raise AuthError('Refresh token reused', 'reuse')
    revoked.add(payload['jti'])
    return pair(service, fake_db[payload['sub']])

@auth.post('/logout', status_code=status.HTTP_204_NO_CONTENT)
def logout(
    token: Annotated[str, Depends(token_from_anywhere)], service: Service, response: Response
):
    revoked.add(service.read(token)['jti'])
    response.delete_cookie('access_token')
app = FastAPI(title='Blog auth')
app.add_middleware(TimingMiddleware)
app.add_middleware(
    CORSMiddleware, allow_origins=['https://front.example'], allow_credentials=True,
    allow_methods=['*'], allow_headers=['*']
)
app.include_router(auth)

@app.exception_handler(AuthError)
async def auth_error(request: Request, exc: AuthError):
    return JSONResponse(
        status_code=exc.status_code,
        content={'error': exc.code, 'message': exc.detail, 'path': request.url.path},
        headers=exc.headers
    )

@app.get('/me', response_model=User, response_model_exclude={'id'})
def me(user: Annotated[User, Depends(active_user)]):
    return user

@app.get('/admin', dependencies=[Depends(RoleChecker(Role.ADMIN))])
def admin():
    return {'ok': True, 'users': sorted(fake_db)}

@app.get('/edit')
def edit(user: Annotated[User, Depends(at_least(Role.EDITOR))]):
    return f'{user.username:>10}|{user.role.value.upper():<8}|{user.role}'

@app.get('/whoami')
async def whoami(request: Request):
    scheme, param = get_authorization_scheme_param(request.headers.get('Authorization'))
    return {'scheme': scheme, 'len': len(param), 'rid': request.state.request_id}
c = TestClient(app)

def show(r):
    print(
        r.status_code, r.text if len(r.text) < 300 else len(r.text),
        {k: v for k, v in r.headers.items() if k not in ('set-cookie', 'content-length')}
    )
show(c.get('/me'))
show(c.get('/me', headers={'Authorization': 'Bearer x.y.z'}))
show(c.get('/me', headers={'Authorization': 'Basic x'}))
show(c.post('/auth/token', data={'username': 'alice', 'password': 'no'}))
show(c.post('/auth/token', data={'username': 'alice'}))
r = c.post('/auth/token', data={'username': 'alice', 'password': 'wonder1and'})
print(r.status_code, list(r.json()), r.json()['expires_in'], r.headers['set-cookie'][-46:])
t = r.json()
show(c.get('/me'))
c.cookies.clear()
show(c.get('/me'))
h = {
    'Authorization': f"Bearer {t['access_token']}", 'Origin': 'https://front.example',
    'X-Request-ID': 'r1'
}
show(c.get('/admin', headers=h))
show(c.get('/edit', headers=h))
show(c.get('/whoami', headers=h))
show(
    c.options(
        '/me',
        headers={
            'Origin': 'https://front.example', 'Access-Control-Request-Method': 'GET',
            'Access-Control-Request-Headers': 'authorization'
        }
    )
)
r2 = c.post('/auth/refresh', data={'refresh_token': t['refresh_token']})
print(r2.status_code)
show(c.post('/auth/refresh', data={'refresh_token': t['refresh_token']}))
show(c.post('/auth/refresh', data={'refresh_token': t['access_token']}))
show(c.post('/auth/logout', headers=h))
show(c.get('/me', headers=h))
b = c.post(
    '/auth/token', data={'username': 'bob', 'password': 'builder99'}
).json()['access_token']
c.cookies.clear()
hb = {'Authorization': f'bearer {b}'}
show(c.get('/admin', headers=hb))
show(c.get('/edit', headers=hb))
show(c.get('/me', headers=hb))
d = c.post('/auth/token', data={'username': 'carl', 'password': 'disabled1'})
show(c.get('/me'))
c.cookies.clear()
for body in [
    {'username': 'Al', 'email': 'x', 'password': 'short', 'password2': 'b'},
    {'username': 'dave', 'email': 'd@e.com', 'password': 'longenough', 'password2': 'x'},
    {'username': 'dave', 'email': 'd@e.com', 'password': 'longenough1', 'password2': 'x'},
    {
        'username': 'alice', 'email': 'd@e.com', 'password': 'longenough1',
        'password2': 'longenough1'
    }
]:
    show(c.post('/auth/register', json=body))
r = c.post(
    '/auth/register',
    json={
        'username': 'dave', 'email': 'd@Example.com', 'password': 'longenough1',
        'password2': 'longenough1'
    }
)
print(r.status_code, {k: v for k, v in r.json().items() if k != 'id'}, len(r.json()['id']))
expired = get_service().__class__(SECRET, access_ttl=timedelta(seconds=-5)).issue('bob')
show(c.get('/me', headers={'Authorization': f'Bearer {expired}'}))
show(
    c.get(
        '/me',
        headers={
            'Authorization': 'Bearer ' + jwt.encode({'sub': 'bob'}, SECRET, algorithm='HS256')
        }
    )
)
show(
    c.get(
        '/me',
        headers={
            'Authorization': 'Bearer ' + jwt.encode({'sub': 'bob'}, 'k' * 32, algorithm='HS256')
        }
    )
)
show(
    c.get(
        '/me',
        headers={
            'Authorization': 'Bearer ' + jwt.encode(
                {'sub': 5, 'jti': 'a', 'exp': time.time() + 5}, SECRET, algorithm='HS256'
            )
        }
    )
)
show(c.get('/me', headers={'Authorization': 'Bearer ' + get_service().issue('zed')}))
app.dependency_overrides[current_user] = lambda: fake_db['bob']
show(c.get('/me'))
app.dependency_overrides = {}
show(c.get('/me'))
