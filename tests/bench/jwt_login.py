# A login that issues a JSON Web Token, and a route that asks for one. The password is compared, not
# hashed: a hash's cost is its point and would hide everything else.
import secrets
from datetime import datetime, timedelta, timezone

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm

KEY = "a-key-of-this-measurement-32-bytes"
PASSWORDS = {"mia": "sunflower", "ben": "harbour"}

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="login")


def get_username(token: str = Depends(oauth2_scheme)):
    try:
        claims = jwt.decode(token, KEY, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise HTTPException(status_code=401, detail="Invalid token")
    return claims["sub"]


@app.post("/login")
async def login(form: OAuth2PasswordRequestForm = Depends()):
    password = PASSWORDS.get(form.username, "")
    if not secrets.compare_digest(password.encode(), form.password.encode()):
        raise HTTPException(status_code=400, detail="Incorrect username or password")
    expires = datetime.now(timezone.utc) + timedelta(minutes=30)
    token = jwt.encode({"sub": form.username, "exp": expires}, KEY, algorithm="HS256")
    return {"access_token": token, "token_type": "bearer"}


@app.get("/me")
async def read_me(username: str = Depends(get_username)):
    return {"username": username}
