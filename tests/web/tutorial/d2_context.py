# contextvars: a request has its own context, a plain function a copy of it.
import contextvars, asyncio
from contextvars import ContextVar
from typing import Annotated
from fastapi import FastAPI, Depends, Request, BackgroundTasks
from fastapi.testclient import TestClient
user: ContextVar[str] = ContextVar('user', default='none')
app = FastAPI()

class Pure:

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        user.set('pure:' + user.get())
        await self.app(scope, receive, send)

@app.middleware('http')
async def mw(request, call_next):
    t = user.set('mw:' + user.get())
    r = await call_next(request)
    r.headers['x-after'] = user.get()
    return r

async def adep():
    user.set('adep:' + user.get())
    return user.get()

def sdep():
    user.set('sdep:' + user.get())
    return user.get()

async def agen():
    t = user.set('agen')
    try:
        yield user.get()
    finally:
        print('agen exit', user.get())
        user.reset(t)

def sgen():
    t = user.set('sgen')
    try:
        yield user.get()
    finally:
        print('sgen exit', user.get())
        try:
            user.reset(t)
        except ValueError as e:
            print('VE', str(e)[:40])

@app.get('/a')
async def a():
    user.set('ep:' + user.get())
    return user.get()

@app.get('/s')
def s():
    user.set('eps:' + user.get())
    return user.get()

@app.get('/ad')
async def ad(d: Annotated[str, Depends(adep)]):
    return [d, user.get()]

@app.get('/sd')
async def sd(d: Annotated[str, Depends(sdep)]):
    return [d, user.get()]

@app.get('/ads')
def ads(d: Annotated[str, Depends(adep)]):
    return [d, user.get()]

@app.get('/sds')
def sds(d: Annotated[str, Depends(sdep)]):
    return [d, user.get()]

@app.get('/ag')
async def ag(d: Annotated[str, Depends(agen)]):
    return [d, user.get()]

@app.get('/sg')
async def sg(d: Annotated[str, Depends(sgen)]):
    return [d, user.get()]

@app.get('/sgs')
def sgs(d: Annotated[str, Depends(sgen)]):
    return [d, user.get()]

@app.get('/bt')
async def bt(b: BackgroundTasks):
    user.set('bt')
    b.add_task(lambda: print('task', user.get()))
    return 1

@app.exception_handler(ValueError)
async def ve(request, exc):
    from fastapi.responses import JSONResponse
    return JSONResponse({'u': user.get()})

@app.get('/x')
async def x():
    user.set('x')
    raise ValueError
c = TestClient(app)
user.set('main')
for p in ('/a', '/s', '/ad', '/sd', '/ads', '/sds', '/ag', '/sg', '/sgs', '/bt', '/x', '/a'):
    r = c.get(p)
    print(p, r.text, r.headers.get('x-after'), user.get())
app2 = FastAPI()
app2.add_middleware(Pure)
app2.get('/a')(a)
print(TestClient(app2).get('/a').text, TestClient(app2).get('/a').text, user.get())
