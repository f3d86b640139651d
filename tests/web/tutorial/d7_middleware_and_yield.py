"""tutorial bits: nested deps, yields, middleware, ws-less, background, sub apps, forms, headers."""
import json, asyncio, logging, uuid
from contextlib import asynccontextmanager
from typing import Annotated, Any, Union
from fastapi import APIRouter, BackgroundTasks, Body, Cookie, Depends, FastAPI, File, Form, Header, HTTPException, Path, Query, Request, Response, UploadFile, status
from fastapi.responses import *
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, StreamingResponse, HTMLResponse
from fastapi.encoders import jsonable_encoder
from fastapi.testclient import TestClient
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.authentication import AuthCredentials, AuthenticationBackend, AuthenticationError, SimpleUser, UnauthenticatedUser, requires
from pydantic import BaseModel, Field
log = []

@asynccontextmanager
async def lifespan(app: FastAPI):
    log.append('up')
    app.state.db = {'u': 1}
    yield {'shared': 'S'}
    log.append('down')

class AuthMW(BaseHTTPMiddleware):

    def __init__(self, app, header_name: str='X-Token', exempt: tuple[str, ...]=()):
        super().__init__(app)
        self.header_name, self.exempt = (header_name, exempt)

    async def dispatch(self, request, call_next):
        if request.url.path in self.exempt:
            return await call_next(request)
        token = request.headers.get(self.header_name)
        if not token:
            return JSONResponse(
                {'detail': 'no token'}, status_code=401, headers={'WWW-Authenticate': 'Token'}
            )
        if token == 'boom':
            raise RuntimeError('mw boom')
        request.state.user = token.upper()
        try:
            response = await call_next(request)
        except ValueError as e:
            return PlainTextResponse(f'caught {e}', 500)
        response.headers['X-User'] = token
        return response
app = FastAPI(
    lifespan=lifespan, middleware=[Middleware(AuthMW, exempt=('/open', '/openapi.json'))]
)

@app.get('/open')
def open_(request: Request):
    return {
        'shared': getattr(request.state, 'shared', None),
        'db': getattr(request.app.state, 'db', None)
    }

@app.get('/me')
def me(request: Request):
    return {
        'user': request.state.user,
        'shared': request.state.shared if hasattr(request.state, 'shared') else None
    }

@app.get('/ve')
def ve():
    raise ValueError('inner')

def dep_a():
    log.append('a+')
    try:
        yield 'A'
    except HTTPException as e:
        log.append(f'a!{e.status_code}')
        raise
    finally:
        log.append('a-')

def dep_b(a: Annotated[str, Depends(dep_a)]):
    log.append('b+')
    try:
        yield (a + 'B')
    except KeyError as e:
        log.append('b!key')
        raise HTTPException(418, 'from b') from e
    finally:
        log.append('b-')

@app.get('/dep/{x}')
def dep(x: str, b: Annotated[str, Depends(dep_b)], bt: BackgroundTasks):
    bt.add_task(log.append, 'task')
    if x == 'http':
        raise HTTPException(404, 'nf')
    if x == 'key':
        raise KeyError('k')
    return b

@app.get('/depf', dependencies=[Depends(dep_b, scope='function')])
def depf():
    return 1

class Pag:

    def __init__(self, page: int=Query(1, ge=1), size: int=Query(10, le=50)):
        self.page, self.size = (page, size)

@app.get('/pag')
def pag(p: Pag=Depends(), p2: Pag=Depends(Pag)):
    return {'p': vars(p), 'same': p is p2}

@app.get('/hd')
def hd(
    user_agent: Annotated[str | None, Header()]=None,
    x_tok: Annotated[list[str] | None, Header()]=None,
    strange: Annotated[str | None, Header(convert_underscores=False, alias='strange_h')]=None
):
    return [user_agent, x_tok, strange]

@app.post('/form')
async def form(request: Request):
    f = await request.form()
    return {k: v if isinstance(v, str) else v.filename for k, v in f.multi_items()}

@app.post('/up')
async def up(f: UploadFile, note: str=Form('n')):
    data = await f.read()
    await f.seek(0)
    again = await f.read(3)
    await f.close()
    return {
        'n': len(data), 'again': again, 'ct': f.content_type, 'h': dict(f.headers), 'note': note
    }

@app.get('/stream')
def stream():

    def gen():
        for i in range(3):
            yield f'data: {i}\n\n'
    return StreamingResponse(gen(), media_type='text/event-stream', headers={'X-A': '1'})

@app.get('/redir')
def redir():
    return RedirectResponse('/open?x=1', status_code=302)

@app.get('/redir2', response_class=RedirectResponse)
def redir2(request: Request):
    return request.url_for('me')

@app.get('/html', response_class=HTMLResponse)
def html():
    return '<h1>hi</h1>'

@app.api_route('/multi', methods=['GET', 'POST', 'DELETE'])
async def multi(request: Request):
    return {
        'm': request.method, 'b': (await request.body()).decode(),
        'q': request.query_params.multi_items(), 'c': request.cookies,
        'h': request.headers.get('content-type')
    }

@app.post('/body')
def body(a: Annotated[dict[str, Any], Body()], b: Annotated[int, Body()]=2):
    return {'a': a, 'b': b}

@app.post('/bodyembed')
def bodyembed(a: Annotated[str, Body(embed=True)]):
    return a

@app.post('/union')
def union(x: Union[int, list[str], dict[str, int]]=Body()):
    return {'t': type(x).__name__, 'x': x}

@app.get('/enc')
def enc():
    return jsonable_encoder({'u': uuid.UUID(int=1), 's': {1}, 'b': b'x', 'n': None, 1: 2})

@app.get('/resp')
def resp(response: Response):
    response.headers['X-B'] = '2'
    response.set_cookie(
        'a', '1', httponly=True, secure=True, samesite='none', domain='x.y', path='/p', max_age=5
    )
    response.delete_cookie('z')
    response.status_code = 207
    return {'ok': 1}
sub = FastAPI()
sub.mount('/deeper', FastAPI())

@sub.get('/x/{y}')
def subx(y: int, request: Request):
    return {
        'y': y, 'root': request.scope['root_path'], 'path': request.url.path,
        'route': request.scope['route'].path
    }

@sub.exception_handler(HTTPException)
async def sube(r, e):
    return PlainTextResponse('sub ' + str(e.detail), e.status_code)

@sub.get('/err')
def suberr():
    raise HTTPException(400, 'q')
app.mount('/sub', sub, name='sub')
c = TestClient(app, headers={'X-Token': 'tok'}, raise_server_exceptions=False)

def s(r):
    print(
        r.status_code, r.text,
        {k: v for k, v in r.headers.items() if k not in ('content-length',)}
    )
with c:
    for p in (
        '/open', '/me', '/ve', '/dep/ok', '/dep/http', '/dep/key', '/depf', '/pag?page=2',
        '/pag?page=0&size=99', '/hd', '/stream', '/html', '/enc', '/sub/x/3', '/sub/x/z',
        '/sub/err', '/sub/none', '/sub', '/me/', '/redir2'
    ):
        s(c.get(p))
        print(log)
        log.clear()
    s(c.get('/redir', follow_redirects=False))
    s(c.get('/redir'))
    s(c.get('/hd', headers=[('x-tok', 'a'), ('x-tok', 'b'), ('strange_h', 'q')]))
    s(c.post('/form', data={'a': '1', 'b': ['x', 'y']}, files={'f': ('n.txt', b'q')}))
    s(c.post('/up', files={'f': ('n.png', b'12345')}, data={'note': 'é'}))
    s(c.post('/up'))
    s(c.post('/multi?a=1&a=2', content=b'raw', cookies={'k': 'v'}))
    s(c.request('DELETE', '/multi', content=b'z'))
    s(c.post('/body', json={'a': {'q': 1}}))
    s(c.post('/body', json={'a': [1], 'b': 'x'}))
    s(c.post('/bodyembed', json={'a': 'x'}))
    s(c.post('/bodyembed', json='x'))
    for j in (1, '2', ['a'], {'k': 1}, {'k': 'z'}, None, 1.5):
        s(c.post('/union', json=j))
s(TestClient(app, raise_server_exceptions=False).get('/me'))
s(TestClient(app, raise_server_exceptions=False).get('/me', headers={'x-token': 'boom'}))
try:
    TestClient(app).get('/me', headers={'x-token': 'boom'})
except RuntimeError as e:
    print('raised', e)

class BasicBackend(AuthenticationBackend):

    async def authenticate(self, conn):
        if 'Authorization' not in conn.headers:
            return
        auth = conn.headers['Authorization']
        scheme, _, cred = auth.partition(' ')
        if scheme.lower() != 'bearer':
            raise AuthenticationError('Invalid scheme')
        return (AuthCredentials(['authenticated', *cred.split(',')]), SimpleUser(cred))
app2 = FastAPI()
app2.add_middleware(
    AuthenticationMiddleware, backend=BasicBackend(), on_error=lambda c,
    e: JSONResponse({'error': str(e)}, 401)
)
app2.add_middleware(SessionMiddleware, secret_key='sk', max_age=None)

@app2.get('/u')
async def u(request: Request):
    return {
        'auth': request.user.is_authenticated, 'name': request.user.display_name,
        'scopes': request.auth.scopes
    }

@app2.get('/adm')
@requires(['authenticated', 'admin'], status_code=404)
async def adm(request: Request):
    return 1

@app2.get('/red')
@requires('admin', redirect='u')
def red(request: Request):
    return 2

@app2.get('/sess')
def sess(request: Request):
    request.session['n'] = request.session.get('n', 0) + 1
    return request.session
c2 = TestClient(app2)
for h in (
    {}, {'Authorization': 'Bearer bob'}, {'Authorization': 'Bearer bob,admin'},
    {'Authorization': 'Basic x'}
):
    for p in ('/u', '/adm', '/red'):
        s(c2.get(p, headers=h, follow_redirects=False))
print(c2.get('/sess').json(), c2.get('/sess').json())
