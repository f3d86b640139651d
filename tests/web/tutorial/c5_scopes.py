"""Chapter 5: scopes, asked for along the chain and told in the challenge."""
from typing import Annotated

import jwt
from fastapi import Depends, FastAPI, HTTPException, Security, status
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm, SecurityScopes
from jwt.exceptions import InvalidTokenError
from pwdlib import PasswordHash
from pydantic import BaseModel, ValidationError

KEY = "f3b1c7e94d2a48d0a6b5c8e7f9012345f3b1c7e94d2a48d0a6b5c8e7f9012345"
password_hash = PasswordHash.recommended()
SHELF = {
    "ann": {"name": "ann", "hashed": password_hash.hash("novel"), "blocked": False},
    "bob": {"name": "bob", "hashed": password_hash.hash("poem"), "blocked": True},
}


class TokenData(BaseModel):
    name: str | None = None
    scopes: list[str] = []


class Reader(BaseModel):
    name: str
    blocked: bool | None = None


app = FastAPI()
bearer = OAuth2PasswordBearer(
    tokenUrl="login",
    scopes={"me": "Read who you are.", "loans": "Read your loans."},
)


async def get_reader(wanted: SecurityScopes, token: Annotated[str, Depends(bearer)]):
    challenge = f'Bearer scope="{wanted.scope_str}"' if wanted.scopes else "Bearer"
    refusal = HTTPException(
        status_code=status.HTTP_401_UNAUTHORIZED,
        detail="Could not validate credentials",
        headers={"WWW-Authenticate": challenge},
    )
    try:
        payload = jwt.decode(token, KEY, algorithms=["HS256"])
        if (name := payload.get("sub")) is None:
            raise refusal
        data = TokenData(scopes=payload.get("scope", "").split(" "), name=name)
    except (InvalidTokenError, ValidationError):
        raise refusal
    if data.name not in SHELF:
        raise refusal
    for scope in wanted.scopes:
        if scope not in data.scopes:
            raise HTTPException(
                status_code=status.HTTP_401_UNAUTHORIZED,
                detail="Not enough permissions",
                headers={"WWW-Authenticate": challenge},
            )
    return Reader(**SHELF[data.name])


async def get_active_reader(reader: Annotated[Reader, Security(get_reader, scopes=["me"])]):
    if reader.blocked:
        raise HTTPException(status_code=400, detail="Blocked reader")
    return reader


@app.post("/login")
async def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> dict[str, str]:
    stored = SHELF.get(form.username)
    if not stored or not password_hash.verify(form.password, stored["hashed"]):
        raise HTTPException(status_code=400, detail="Incorrect username or password")
    claims = {"sub": form.username, "scope": " ".join(form.scopes)}
    return {"access_token": jwt.encode(claims, KEY, algorithm="HS256"), "token_type": "bearer"}


@app.get("/readers/me/")
async def read_me(reader: Annotated[Reader, Depends(get_active_reader)]) -> Reader:
    return reader


@app.get("/readers/me/loans/")
async def read_loans(reader: Annotated[Reader, Security(get_active_reader, scopes=["loans"])]):
    return [{"book": "Foo", "reader": reader.name}]


@app.get("/status/")
async def read_status(reader: Annotated[Reader, Depends(get_reader)]):
    return {"status": "ok"}


if __name__ == "__main__":
    from fastapi.testclient import TestClient

    client = TestClient(app)

    def login_as(name: str, password: str, scope: str) -> str:
        data = {"username": name, "password": password, "scope": scope}
        return client.post("/login", data=data).json()["access_token"]

    tokens = {
        "all": login_as("ann", "novel", "me loans"),
        "me": login_as("ann", "novel", "me"),
        "none": login_as("ann", "novel", ""),
        "bob": login_as("bob", "poem", "me loans"),
        "number": jwt.encode({"sub": 5, "scope": "me"}, KEY, algorithm="HS256"),
        "list": jwt.encode({"sub": "ann", "scope": "me loans"}, "x" * 32, algorithm="HS256"),
    }
    print(tokens["all"])
    for who, token in tokens.items():
        for path in ["/readers/me/", "/readers/me/loans/", "/status/"]:
            answer = client.get(path, headers={"Authorization": f"Bearer {token}"})
            print(who, path, answer.status_code, answer.text, answer.headers.get("WWW-Authenticate"))
    answer = client.get("/readers/me/loans/")
    print(answer.status_code, answer.text, answer.headers.get("WWW-Authenticate"))
    paths = client.get("/openapi.json").json()["paths"]
    for path in paths:
        for operation in paths[path].values():
            print(path, operation.get("security"))
    print(client.get("/openapi.json").json()["components"]["securitySchemes"])
