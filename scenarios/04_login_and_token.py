from datetime import datetime, timedelta, timezone

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from pwdlib import PasswordHash

KEY = "a-key-that-never-leaves-the-server"
password_hash = PasswordHash.recommended()
users = {"mia": password_hash.hash("sunflower")}

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


@app.post("/token")
def login(form: OAuth2PasswordRequestForm = Depends()):
    stored = users.get(form.username)
    if stored is None or not password_hash.verify(form.password, stored):
        raise HTTPException(status_code=401, detail="Incorrect username or password")
    expires = datetime.now(timezone.utc) + timedelta(minutes=30)
    token = jwt.encode({"sub": form.username, "exp": expires}, KEY, algorithm="HS256")
    return {"access_token": token, "token_type": "bearer"}


def get_current_user(token: str = Depends(oauth2_scheme)):
    try:
        claims = jwt.decode(token, KEY, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise HTTPException(status_code=401, detail="Could not validate credentials")
    return claims["sub"]


@app.get("/me")
def read_me(user: str = Depends(get_current_user)):
    return {"user": user}
