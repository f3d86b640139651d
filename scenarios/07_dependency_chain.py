from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
USERS = {
    "t-ann": {"name": "ann", "active": True},
    "t-bob": {"name": "bob", "active": False},
}
lookups = 0

def shop_is_open(day: str = "monday"):
    if day == "sunday":
        raise HTTPException(status.HTTP_503_SERVICE_UNAVAILABLE, "Closed on Sundays")

def get_user(token: Annotated[str, Depends(oauth2_scheme)]):
    global lookups
    lookups += 1
    user = USERS.get(token)
    if user is None:
        raise HTTPException(
            status.HTTP_401_UNAUTHORIZED, "Unknown token", {"WWW-Authenticate": "Bearer"}
        )
    return user

def get_active_user(user: Annotated[dict, Depends(get_user)]):
    if not user["active"]:
        raise HTTPException(status.HTTP_403_FORBIDDEN, "This account is closed")
    return user

def get_greeting(user: Annotated[dict, Depends(get_user)]):
    return f"Hello {user['name']}"

@app.get("/orders", dependencies=[Depends(shop_is_open)])
def list_orders(
    user: Annotated[dict, Depends(get_active_user)],
    greeting: Annotated[str, Depends(get_greeting)],
):
    return {"greeting": greeting, "lookups": lookups}
