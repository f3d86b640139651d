# Calls whatever core/web gives to programs with receivers and arguments that make no sense. Python
# errors are fine; nothing else may happen.
import fastapi
import fastapi.encoders
import fastapi.exception_handlers
import fastapi.exceptions
import fastapi.openapi.models
import fastapi.openapi.utils
import fastapi.params
import fastapi.responses
import fastapi.routing
import fastapi.security
import fastapi.security.utils
import fastapi.testclient
import starlette.authentication
import starlette.background
import starlette.concurrency
import starlette.datastructures
import starlette.middleware
import starlette.middleware.authentication
import starlette.middleware.base
import starlette.middleware.sessions
import starlette.middleware.trustedhost
import starlette.requests
import starlette.routing
import starlette.websockets

app = fastapi.FastAPI()
MODULES = [
    fastapi, fastapi.encoders, fastapi.exception_handlers, fastapi.exceptions, fastapi.params,
    fastapi.responses, fastapi.routing, fastapi.security, fastapi.security.utils,
    starlette.background, starlette.datastructures, starlette.middleware.base, starlette.requests,
    starlette.authentication, starlette.concurrency, starlette.middleware,
    starlette.middleware.authentication, starlette.middleware.sessions,
    starlette.middleware.trustedhost, starlette.routing, starlette.websockets,
    fastapi.openapi.models, fastapi.openapi.utils, fastapi.testclient,
]
ODD = [
    None, 5, -1, "x", b"x", 1.5, [], {}, (), {"a": 1}, object(), app, int, fastapi.FastAPI,
    lambda: 1, 2**100, ..., ValueError("x"), [("a", "b")], "é", "a\nb",
]
REFUSED = (
    "host", "frontend", "FileResponse", "BaseRoute", "Route", "Mount",
)
POSITIONAL = [(), ("x",), (5,), ({},), ("x", "y"), (None,), ([("a", "b")],)]
NAMED = [
    {"name": "x"}, {"tokenUrl": "x"}, {"scheme": "x"}, {"openIdConnectUrl": "x"},
    {"authorizationUrl": "a", "tokenUrl": "b"}, {"status_code": 5}, {"content": "x"},
]
MOST_INSTANCES = 3  # of one class
calls = 0


def attempt(f, *args, **kwargs):
    global calls
    calls += 1
    try:
        return f(*args, **kwargs)
    except Exception:
        return None


def poke_method(method):
    attempt(method)
    for odd in ODD:
        attempt(method, odd)
        attempt(method, odd, "b")
        attempt(method, odd, 1, {})
        attempt(method, odd, odd, odd, odd)
        attempt(method, x=odd)
        attempt(method, odd, name=odd)


def poke(thing):
    for f in (repr, str, len, iter, hash, bool, list, dir):
        attempt(f, thing)
    for odd in ODD:
        attempt(thing, odd)
        attempt(lambda: thing[odd])
        attempt(lambda: odd in thing)
        attempt(lambda: thing == odd)
        attempt(setattr, thing, "status_code", odd)
    for name in dir(thing):
        if name in REFUSED or name.startswith("__class") or name == "__subclasshook__":
            continue
        attribute = attempt(getattr, thing, name)
        if attribute is not None and not isinstance(attribute, (int, str)):
            poke_method(attribute)


for module in MODULES:
    for name in dir(module):
        if name.startswith("_") or name in REFUSED:
            continue
        thing = getattr(module, name)
        poke(thing)
        if isinstance(thing, type):
            made = [attempt(thing, *args) for args in POSITIONAL]
            made += [attempt(thing, **kwargs) for kwargs in NAMED]
            for instance in [one for one in made if one is not None][:MOST_INSTANCES]:
                poke(instance)
print(calls)
