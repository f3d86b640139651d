"""Chapter 1: a route that asks for a bearer token, and looks no further."""
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
bearer = OAuth2PasswordBearer(tokenUrl="login")


@app.get("/shelf")
async def read_shelf(token: Annotated[str, Depends(bearer)]):
    return {"token": token}


if __name__ == "__main__":
    from fastapi.testclient import TestClient

    client = TestClient(app)
    for headers in [
        {},
        {"Authorization": "Bearer abc"},
        {"Authorization": "bearer abc"},
        {"Authorization": "Basic abc"},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer  two  words "},
    ]:
        answer = client.get("/shelf", headers=headers)
        print(answer.status_code, answer.json(), answer.headers.get("WWW-Authenticate"))
    print(client.get("/openapi.json").json()["components"])
    print(client.get("/openapi.json").json()["paths"]["/shelf"]["get"]["security"])
