"""Chapter 4: passwords hashed with Argon2, tokens that are signed and expire."""
from datetime import datetime, timedelta, timezone
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from jwt.exceptions import InvalidTokenError
from pwdlib import PasswordHash
from pydantic import BaseModel

KEY = "7d1f0c3a9be24f6f8a5c1e0b7a9d4c2e7d1f0c3a9be24f6f8a5c1e0b7a9d4c2e"
ALGORITHM = "HS256"
MINUTES = 30

password_hash = PasswordHash.recommended()
SHELF = {
    "ann": {"name": "ann", "email": "ann@library.example", "hashed": password_hash.hash("novel"),
            "blocked": False},
}
DUMMY = password_hash.hash("nobody has this one")


class Token(BaseModel):
    access_token: str
    token_type: str


class TokenData(BaseModel):
    name: str | None = None


class Reader(BaseModel):
    name: str
    email: str | None = None
    blocked: bool | None = None


class StoredReader(Reader):
    hashed: str


app = FastAPI()
bearer = OAuth2PasswordBearer(tokenUrl="login")


def find_reader(shelf, name: str):
    if name in shelf:
        return StoredReader(**shelf[name])


def authenticate(shelf, name: str, password: str):
    reader = find_reader(shelf, name)
    if not reader:
        password_hash.verify(password, DUMMY)
        return False
    if not password_hash.verify(password, reader.hashed):
        return False
    return reader


def make_token(data: dict, lasts: timedelta | None = None):
    claims = data.copy()
    claims.update({"exp": datetime.now(timezone.utc) + (lasts or timedelta(minutes=15))})
    return jwt.encode(claims, KEY, algorithm=ALGORITHM)


async def get_reader(token: Annotated[str, Depends(bearer)]):
    refusal = HTTPException(
        status_code=status.HTTP_401_UNAUTHORIZED,
        detail="Could not validate credentials",
        headers={"WWW-Authenticate": "Bearer"},
    )
    try:
        payload = jwt.decode(token, KEY, algorithms=[ALGORITHM])
        name = payload.get("sub")
        if name is None:
            raise refusal
        data = TokenData(name=name)
    except InvalidTokenError:
        raise refusal
    reader = find_reader(SHELF, name=data.name)
    if reader is None:
        raise refusal
    return reader


async def get_active_reader(reader: Annotated[Reader, Depends(get_reader)]):
    if reader.blocked:
        raise HTTPException(status_code=400, detail="Blocked reader")
    return reader


@app.post("/login")
async def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> Token:
    reader = authenticate(SHELF, form.username, form.password)
    if not reader:
        raise HTTPException(
            status_code=status.HTTP_401_UNAUTHORIZED,
            detail="Incorrect username or password",
            headers={"WWW-Authenticate": "Bearer"},
        )
    token = make_token(data={"sub": reader.name}, lasts=timedelta(minutes=MINUTES))
    return Token(access_token=token, token_type="bearer")


@app.get("/readers/me/")
async def read_me(reader: Annotated[Reader, Depends(get_active_reader)]) -> Reader:
    return reader


@app.get("/readers/me/loans/")
async def read_loans(reader: Annotated[Reader, Depends(get_active_reader)]):
    return [{"book": "Foo", "reader": reader.name}]


if __name__ == "__main__":
    from fastapi.testclient import TestClient

    client = TestClient(app)

    def get(token: str):
        answer = client.get("/readers/me/", headers={"Authorization": f"Bearer {token}"})
        print(answer.status_code, answer.json(), answer.headers.get("www-authenticate"))

    answer = client.post("/login", data={"username": "ann", "password": "novel"})
    token = answer.json()["access_token"]
    print(answer.status_code, sorted(answer.json()), token.split(".")[0])
    left = jwt.decode(token, KEY, algorithms=[ALGORITHM])["exp"] - datetime.now(timezone.utc).timestamp()
    print(1790 < left <= 1800)
    get(token)
    get(token[:-2] + ("AA" if token[-2:] != "AA" else "BB"))
    get(make_token({"sub": "ann"}, timedelta(seconds=-1)))
    get(make_token({"sub": "eve"}))
    get(make_token({}))
    get(jwt.encode({"sub": "ann"}, key="", algorithm="none"))
    get("not.a.token")
    print(client.get("/readers/me/loans", headers={"Authorization": f"Bearer {token}"}).json())
    for data in [{"username": "ann", "password": "poem"}, {"username": "eve", "password": "x"}]:
        answer = client.post("/login", data=data)
        print(answer.status_code, answer.json(), answer.headers["www-authenticate"])
    SHELF["ann"]["blocked"] = True
    get(token)
