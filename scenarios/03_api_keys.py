from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request, status
from fastapi.security import APIKeyHeader, APIKeyQuery

app = FastAPI()
key_in_header = APIKeyHeader(name="X-API-Key", auto_error=False)
key_in_query = APIKeyQuery(name="api_key", auto_error=False)
CLIENTS = {
    "key-buoy-7": {"name": "buoy", "may_write": False},
    "key-mast-1": {"name": "mast", "may_write": True},
}

@app.middleware("http")
async def access_log(request: Request, call_next):
    line = f"{request.method} {request.url}"
    print(line)
    return await call_next(request)

def get_client(
    header: Annotated[str | None, Depends(key_in_header)],
    query: Annotated[str | None, Depends(key_in_query)],
):
    key = header or query
    if key not in CLIENTS:
        raise HTTPException(
            status_code=status.HTTP_401_UNAUTHORIZED,
            detail="Missing or unknown API key",
            headers={"WWW-Authenticate": "APIKey"},
        )
    return CLIENTS[key]

def get_writer(client: Annotated[dict, Depends(get_client)]):
    if not client["may_write"]:
        raise HTTPException(status.HTTP_403_FORBIDDEN, f"{client['name']} may only read")
    return client

@app.get("/readings")
def list_readings(client: Annotated[dict, Depends(get_client)]):
    return {"client": client["name"], "wind": [4, 7, 5]}

@app.post("/readings")
def add_reading(client: Annotated[dict, Depends(get_writer)]):
    return {"client": client["name"], "stored": True}
