"""Chapter 2: from the token to a user, through a chain of dependencies and a model."""
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel

app = FastAPI()
bearer = OAuth2PasswordBearer(tokenUrl="login")


class Reader(BaseModel):
    name: str
    email: str | None = None
    blocked: bool | None = None


def reader_of(token: str) -> Reader:
    return Reader(name=token + "-decoded", email="reader@library.example")


async def get_reader(token: Annotated[str, Depends(bearer)]) -> Reader:
    return reader_of(token)


CurrentReader = Annotated[Reader, Depends(get_reader)]


@app.get("/readers/me")
async def read_me(reader: CurrentReader) -> Reader:
    return reader


@app.get("/readers/me/name", response_model_exclude_none=True)
def read_name(reader: CurrentReader) -> dict[str, str | None]:
    return reader.model_dump(include={"name", "blocked"})


if __name__ == "__main__":
    from fastapi.testclient import TestClient

    client = TestClient(app, headers={"Authorization": "Bearer ann"})
    print(client.get("/readers/me").json())
    print(client.get("/readers/me/name").json())
    answer = TestClient(app).get("/readers/me")
    print(answer.status_code, answer.text)
    schema = client.get("/openapi.json").json()["components"]["schemas"]
    print(schema["Reader"])
