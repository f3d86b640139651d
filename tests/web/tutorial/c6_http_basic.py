"""Chapter 6: HTTP Basic, compared in constant time."""
import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import HTTPBasic, HTTPBasicCredentials

app = FastAPI()
basic = HTTPBasic()


def get_name(credentials: Annotated[HTTPBasicCredentials, Depends(basic)]) -> str:
    name_ok = secrets.compare_digest(credentials.username.encode("utf8"), b"zo\xc3\xab")
    password_ok = secrets.compare_digest(credentials.password.encode("utf8"), b"sword:fish")
    if not (name_ok and password_ok):
        raise HTTPException(
            status_code=status.HTTP_401_UNAUTHORIZED,
            detail="Incorrect username or password",
            headers={"WWW-Authenticate": "Basic"},
        )
    return credentials.username


@app.get("/readers/me")
def read_me(name: Annotated[str, Depends(get_name)]):
    return {"name": name}


if __name__ == "__main__":
    from base64 import b64encode

    from fastapi.testclient import TestClient

    client = TestClient(app)

    def show(answer):
        print(answer.status_code, answer.text, answer.headers.get("www-authenticate"))

    show(client.get("/readers/me"))
    show(client.get("/readers/me", auth=("ann", "sword:fish")))
    for text in ["zoë:sword:fish", "zoë:wrong", "zoë", ":", ""]:
        value = "Basic " + b64encode(text.encode()).decode()
        show(client.get("/readers/me", headers={"Authorization": value}))
    show(client.get("/readers/me", headers={"Authorization": "Basic notabase64token"}))
    show(client.get("/readers/me", headers={"Authorization": "Bearer zoë".encode()}))
    print(client.get("/openapi.json").json()["components"]["securitySchemes"])
