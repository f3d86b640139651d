"""What samples on the web do around a login: waiting in dependencies, decorators that tell a
signature, settings of the environment, secrets with a length, tasks and context variables."""
import asyncio
import functools
import inspect
import os
from contextlib import asynccontextmanager
from contextvars import ContextVar
from functools import cached_property, lru_cache
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.encoders import jsonable_encoder
from fastapi.testclient import TestClient
from pydantic import AnyHttpUrl, BaseModel, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

os.environ["APP_SECRET_KEY"] = "s3cret"
os.environ["APP_CORS"] = '["http://a.example"]'
os.environ["APP_DB__HOST"] = "db.local"
current_user: ContextVar[str] = ContextVar("current_user", default="-")
EVENTS: list[str] = []


class Db(BaseModel):
    host: str = "localhost"
    port: int = 5432


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="APP_", env_nested_delimiter="__")
    secret_key: SecretStr
    cors: list[AnyHttpUrl] = []
    minutes: int = Field(30, alias="TOKEN_MIN")
    db: Db = Db()

    @cached_property
    def dsn(self) -> str:
        EVENTS.append("dsn")
        return f"{self.db.host}:{self.db.port}"


@lru_cache
def get_settings() -> Settings:
    return Settings()


class Credentials(BaseModel):
    name: str
    password: SecretStr = Field(min_length=8)


class Connection:
    async def __aenter__(self):
        await asyncio.sleep(0)
        EVENTS.append("open")
        return self

    async def __aexit__(self, kind, error, trace):
        await asyncio.sleep(0)
        EVENTS.append(f"close {kind.__name__ if kind else None}")

    async def find(self, name: str, delay: float = 0) -> dict:
        await asyncio.sleep(delay)
        if name == "ghost":
            raise LookupError(name)
        return {"name": name}


@asynccontextmanager
async def acquire():
    async with Connection() as connection:
        yield connection


async def get_connection():
    async with acquire() as connection:
        try:
            yield connection
        except HTTPException as error:
            EVENTS.append(f"http {error.status_code}")
            raise


def login_required(fn):
    told = inspect.signature(fn)

    @functools.wraps(fn)
    async def inner(request: Request, *args, **kwargs):
        if "x-user" not in request.headers:
            raise HTTPException(401, "login first")
        token = current_user.set(request.headers["x-user"])
        try:
            return await fn(*args, **kwargs)
        finally:
            current_user.reset(token)

    first = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
    inner.__signature__ = told.replace(parameters=[first, *told.parameters.values()])
    return inner


app = FastAPI()


@app.get("/settings")
async def settings(settings: Annotated[Settings, Depends(get_settings)]):
    return {"key": settings.secret_key, "cors": settings.cors, "dsn": settings.dsn,
            "again": settings.dsn, "minutes": settings.minutes}


@app.post("/login")
async def login(credentials: Credentials):
    return credentials


@app.get("/users/{name}")
async def user(name: str, connection: Connection = Depends(get_connection)):
    try:
        return await asyncio.wait_for(connection.find(name, 1 if name == "slow" else 0), 0.01)
    except TimeoutError:
        raise HTTPException(504, "timeout")
    except LookupError as error:
        raise HTTPException(404, repr(error)) from error


@app.get("/me")
@login_required
async def me(verbose: bool = False):
    await asyncio.sleep(0)
    return {"user": current_user.get(), "verbose": verbose}


@app.get("/group")
async def group(bad: bool = False):
    done = []

    async def step(number):
        await asyncio.sleep(0.001 * number)
        if bad and number == 1:
            raise ValueError(f"step {number}")
        done.append(number)

    try:
        async with asyncio.TaskGroup() as tasks:
            for number in range(3):
                tasks.create_task(step(number))
    except ExceptionGroup as errors:
        return {"done": done, "errors": [str(error) for error in errors.exceptions]}
    return {"done": done}


client = TestClient(app)
print(client.get("/settings").text, EVENTS)
EVENTS.clear()
for body in ({"name": "ann", "password": "long enough"}, {"name": "ann", "password": "short"}):
    print(client.post("/login", json=body).text)
for name in ("ann", "ghost", "slow"):
    print(client.get(f"/users/{name}").text, EVENTS)
    EVENTS.clear()
print(client.get("/me").text, client.get("/me?verbose=1", headers={"x-user": "ann"}).text)
print(client.get("/group").text, client.get("/group?bad=1").text)
print(inspect.signature(me), jsonable_encoder({"url": AnyHttpUrl("http://x"), "db": Db()}))
print(Credentials.model_json_schema()["properties"]["password"])
