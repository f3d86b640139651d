# The TestClient: files, cookies with their paths and scheme, bodies, responses.
from typing import Annotated
from fastapi import FastAPI, UploadFile, File, Form, Request, Response, Cookie, HTTPException, Depends, Query
from fastapi.testclient import TestClient
import io
app = FastAPI()

@app.post('/files/')
async def cf(
    file: Annotated[bytes, File()], fileb: Annotated[UploadFile, File()],
    token: Annotated[str, Form()]
):
    return {
        'n': len(file), 't': token, 'ct': fileb.content_type, 'fn': fileb.filename,
        'size': fileb.size
    }

@app.post('/up')
async def uf(files: list[UploadFile]):
    return {
        'f': [f.filename for f in files], 'c': [(await f.read()).decode() for f in files],
        'ct': [f.content_type for f in files]
    }

@app.post('/login')
def login(response: Response):
    response.set_cookie('access', 'tok', httponly=True, secure=True)
    response.set_cookie('plain', 'p v', max_age=100)
    response.set_cookie('refresh', 'r', path='/auth')
    response.set_cookie('dom', 'd', domain='example.com')
    return {}

@app.get('/me')
def me(request: Request):
    return request.cookies

@app.get('/auth/refresh')
def rf(request: Request):
    return request.cookies

@app.post('/logout')
def lo(response: Response):
    response.delete_cookie('plain')
    response.delete_cookie('refresh', path='/auth')

@app.post('/echo')
async def echo(request: Request):
    return [
        (await request.body()).decode(), request.headers.get('content-type'),
        dict(request.query_params)
    ]

@app.get('/lines')
def lines():
    return Response('a\nb\nc')

@app.get('/redir')
def redir():
    return Response(status_code=303, headers={'location': '/me'})

@app.get('/err/{n}')
def err(n: int):
    raise HTTPException(n)
c = TestClient(app)

def s(r):
    print(r.status_code, r.text, sorted(r.headers.items()))
s(
    c.post(
        '/files/', files={'file': b'abc', 'fileb': ('b.txt', b'hello', 'text/plain')},
        data={'token': 't'}
    )
)
s(c.post('/files/', data={'token': 't'}))
s(
    c.post(
        '/up',
        files=[
            ('files', ('a.txt', b'1')), ('files', ('b.json', io.BytesIO(b'2'))),
            ('files', io.BytesIO(b'3'))
        ]
    )
)
r = c.post('/login')
s(r)
print(dict(r.cookies), r.cookies.get('access'), 'refresh' in r.cookies)
print(c.get('/me').json(), c.get('/auth/refresh').json())
print(sorted(c.cookies.items()))
c.post('/logout')
print(c.get('/me').json(), c.get('/auth/refresh').json())
c.cookies.set('x', '1')
c.cookies['y'] = '2'
print(c.get('/me').json())
c.cookies.clear()
print(c.get('/me').json(), len(c.cookies))
c.cookies = {'z': '9'}
print(c.get('/me').json())
print(c.get('/me', cookies={'q': '1'}).json(), c.get('/me').json())
hc = TestClient(app, base_url='https://testserver')
hc.post('/login')
print(hc.get('/me').json())
ec = TestClient(app, base_url='http://example.com')
ec.post('/login')
print(ec.get('/me').json())
for kw in [
    dict(json={'a': [1, None, 'é']}), dict(data={'a': 'b', 'c': ['1', '2'], 't': True}),
    dict(content='raw'), dict(content=b'raw', headers={'Content-Type': 'text/x'}), dict(data={}),
    dict(json={'q': 1}, params={'a': 1, 'b': [1, 2], 'n': None, 't': True})
]:
    print(c.post('/echo', **kw).json())
print(c.post('/echo?x=1', params={'y': 2}).json(), c.post('/echo?x=1&y=a%20b+c').json())
r = c.get('/lines')
print(
    list(r.iter_lines()), r.is_success, r.url, str(r.url), r.request.method, r.request.url,
    r.elapsed.total_seconds() >= 0, r.encoding, r.reason_phrase, r.http_version,
    r.raise_for_status() is r, repr(r), r.is_error, r.url.path
)
r = c.get('/redir')
print(
    r.status_code, r.history, r.url, r.history[0].headers['location'], r.history[0].is_redirect,
    r.history[0].has_redirect_location
)
for n in (404, 500, 401):
    try:
        c.get(f'/err/{n}').raise_for_status()
    except Exception as e:
        print(type(e).__name__, e, e.response.status_code, e.request.url)
c.headers.update({'Authorization': 'Bearer x'})
print(c.headers['authorization'])
c.headers['X-A'] = 'b'
del c.headers['x-a']
print(
    c.request('PATCH', '/me').status_code, c.options('/me').status_code, c.head('/me').status_code
)
try:
    c.get('/me', json={})
except TypeError as e:
    print(e)
print(c.get('/lines').headers, c.get('/lines').headers.get('Content-Length'))
print(c.get('me').status_code, c.get('http://testserver/me').status_code)
with c.stream('GET', '/lines') as r:
    print(r.status_code, [x for x in r.iter_lines()])
print(c.base_url, c.get('/me', auth=('u', 'p')).request.headers['authorization'])
print(r.headers.get_list('content-length'), r.headers.multi_items())
