# route_class=: routes that look at the request first and at the answer last, and Request classes
# of their own. FastAPI, "Custom Request and APIRoute class".
from typing import Annotated, Callable
from fastapi import Body, FastAPI, APIRouter, Request, Response, HTTPException, Depends, BackgroundTasks
from fastapi.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from pydantic import BaseModel

class RevRequest(Request):

    async def body(self) -> bytes:
        if not hasattr(self, '_body'):
            body = await super().body()
            if 'rev' in self.headers.getlist('x-enc'):
                body = body[::-1]
            self._body = body
        return self._body

class RevRoute(APIRoute):

    def get_route_handler(self) -> Callable:
        original = super().get_route_handler()

        async def custom(request: Request) -> Response:
            request = RevRequest(request.scope, request.receive)
            return await original(request)
        return custom

class LogRoute(APIRoute):

    def __init__(self, path, endpoint, **kw):
        assert path.startswith('/') and endpoint.__name__
        super().__init__(path, endpoint, **kw)

    def get_route_handler(self):
        assert self.name and self.methods
        original = super().get_route_handler()

        async def custom(request):
            try:
                response = await original(request)
            except RequestValidationError as exc:
                print('rve', exc.errors())
                raise HTTPException(
                    422,
                    detail={
                        'e': [e['msg'] for e in exc.errors()],
                        'body': (await request.body()).decode()
                    }
                )
            except HTTPException as e:
                print('http', e.status_code, e.detail)
                raise
            print(
                type(response).__name__, response.status_code, getattr(response, 'body', None),
                dict(response.headers)
            )
            response.headers['x-route'] = self.name
            return response
        return custom

def dep():
    print('dep in')
    try:
        yield 5
    finally:
        print('dep out')
app = FastAPI()
app.router.route_class = RevRoute

@app.post('/sum')
async def sm(numbers: list[int]=Body(...)):
    return {'sum': sum(numbers)}

@app.post('/cls')
async def cls(request: Request):
    return {'c': type(request).__name__}
router = APIRouter(prefix='/r', route_class=LogRoute, tags=['t'])

class Item(BaseModel):
    name: str
    n: int = 1

@router.get('/a/{n}', name='aa')
def a(n: int, d: Annotated[int, Depends(dep)], response: Response, tasks: BackgroundTasks):
    response.headers['x-p'] = '1'
    response.set_cookie('k', 'v')
    tasks.add_task(print, 'task')
    return {'n': n, 'd': d}

@router.post('/i', status_code=201)
def i(item: Item) -> Item:
    return item

@router.get('/h', response_class=HTMLResponse)
def h():
    return '<b>'

@router.get('/p')
def p():
    return PlainTextResponse('pp', 203)

@router.get('/s')
def s():
    return StreamingResponse(iter(['a', 'b']))

@router.get('/x')
def x():
    raise HTTPException(403, 'no')
app.include_router(router)
app.include_router(router, prefix='/again')
c = TestClient(app)

def show(r):
    print(r.status_code, r.text, sorted(r.headers.items()))
show(c.post('/sum', json=[1, 2]))
show(
    c.post(
        '/sum', content=b']3,2,1[', headers={'x-enc': 'rev', 'content-type': 'application/json'}
    )
)
show(
    c.post('/sum', content=b']3,2,', headers={'x-enc': 'rev', 'content-type': 'application/json'})
)
show(c.post('/cls'))
for base in ('/r', '/again/r'):
    for path in ('/a/3', '/a/x', '/h', '/p', '/s', '/x'):
        show(c.get(base + path))
    show(c.post(base + '/i', json={'name': 'z'}))
    show(c.post(base + '/i', json={'nam': 'z'}))
print(c.get('/openapi.json').json()['paths'].keys())

class TimedRoute(APIRoute):

    def get_route_handler(self):
        orig = super().get_route_handler()

        def custom(request):
            return PlainTextResponse('short')
        return custom
app2 = FastAPI()
r2 = APIRouter()

@r2.get('/one')
def one():
    return 1
r2.add_api_route('/two', one, route_class_override=TimedRoute, methods=['GET'])
app2.include_router(r2)
c2 = TestClient(app2)
show(c2.get('/one'))
show(c2.get('/two'))
