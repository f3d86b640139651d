"""Chapter 3: username and password in a form, a token that is the name, users that are blocked."""
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from pydantic import BaseModel

SHELF = {
    "ann": {"name": "ann", "full_name": "Ann Ames", "hashed": "hash:novel", "blocked": False},
    "bob": {"name": "bob", "full_name": "Bob Bolt", "hashed": "hash:poem", "blocked": True},
}
app = FastAPI()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def hash_of(password: str) -> str:
    return "hash:" + password


class Reader(BaseModel):
    name: str
    full_name: str | None = None
    blocked: bool | None = None


class StoredReader(Reader):
    hashed: str


def find_reader(name: str) -> StoredReader | None:
    if name in SHELF:
        return StoredReader(**SHELF[name])


async def get_reader(token: Annotated[str, Depends(bearer)]):
    reader = find_reader(token)
    if not reader:
        raise HTTPException(
            status_code=status.HTTP_401_UNAUTHORIZED,
            detail="Unknown token",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return reader


async def get_active_reader(reader: Annotated[Reader, Depends(get_reader)]):
    if reader.blocked:
        raise HTTPException(status_code=400, detail="Blocked reader")
    return reader


@app.post("/login")
async def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]):
    stored = find_reader(form.username)
    if not stored or hash_of(form.password) != stored.hashed:
        raise HTTPException(status_code=400, detail="Incorrect username or password")
    return {"access_token": stored.name, "token_type": "bearer"}


@app.get("/readers/me", response_model=Reader)
async def read_me(reader: Annotated[Reader, Depends(get_active_reader)]):
    return reader


if __name__ == "__main__":
    from fastapi.testclient import TestClient

    client = TestClient(app)
    for data in [
        {"username": "ann", "password": "novel"},
        {"username": "ann", "password": "poem"},
        {"username": "eve", "password": "novel"},
        {"username": "ann"},
        {"username": "ann", "password": "novel", "grant_type": "password", "scope": "a b"},
        {"username": "ann", "password": "novel", "grant_type": "code"},
        {},
    ]:
        answer = client.post("/login", data=data)
        print(answer.status_code, answer.json())
    print(client.post("/login", json={"username": "ann", "password": "novel"}).status_code)
    for name in ["ann", "bob", "eve"]:
        answer = client.get("/readers/me", headers={"Authorization": f"Bearer {name}"})
        print(answer.status_code, answer.json(), answer.headers.get("www-authenticate"))
