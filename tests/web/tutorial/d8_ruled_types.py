# UUID4, PastDate, AwareDatetime ...; operation ids out of names.
from typing import Annotated
from fastapi import FastAPI, Query
from fastapi.routing import APIRoute
from starlette.routing import Route, Mount
from fastapi.testclient import TestClient
from pydantic import BaseModel, UUID4, UUID1, PastDate, FutureDate, AwareDatetime, NaiveDatetime, PastDatetime, FutureDatetime

class D(BaseModel):
    u: UUID4
    d: PastDate | None = None
    w: AwareDatetime | None = None
    n: NaiveDatetime | None = None
    f: FutureDate | None = None
    pd: PastDatetime | None = None
    fd: FutureDatetime | None = None
print(D(u='6ba7b810-9dad-41d1-80b4-00c04fd430c8'))
for bad in [
    dict(u='6ba7b810-9dad-11d1-80b4-00c04fd430c8'),
    dict(
        u='6ba7b810-9dad-41d1-80b4-00c04fd430c8', d='2999-01-01', w='2020-01-01T00:00:00',
        n='2020-01-01T00:00:00Z', f='2000-01-01', pd='2999-01-01T00:00:00Z',
        fd='2000-01-01T00:00:00'
    ),
    dict(u=5)
]:
    try:
        D(**bad)
    except Exception as e:
        print(e)
app = FastAPI()

@app.get('/x/{i}')
def xx(i: UUID4, when: Annotated[AwareDatetime | None, Query()]=None):
    return [i, when]
app.mount('/m', FastAPI())
for route in app.routes:
    if isinstance(route, APIRoute):
        route.operation_id = route.name
print(
    [type(r).__name__ for r in app.routes], [isinstance(r, Route) for r in app.routes],
    [r.name for r in app.routes]
)
c = TestClient(app)
for p in (
    '/x/6ba7b810-9dad-41d1-80b4-00c04fd430c8',
    '/x/6ba7b810-9dad-11d1-80b4-00c04fd430c8?when=2020-01-01T00:00:00',
    '/x/6ba7b810-9dad-41d1-80b4-00c04fd430c8?when=2020-01-01T00:00:00Z'
):
    r = c.get(p)
    print(r.status_code, r.text)
print(c.get('/openapi.json').json()['paths']['/x/{i}']['get']['operationId'])
