import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, status
from fastapi.security import HTTPBasic, HTTPBasicCredentials

app = FastAPI()
security = HTTPBasic(realm="Staff only")

def get_current_user(credentials: Annotated[HTTPBasicCredentials, Depends(security)]):
    name, password = credentials.username, credentials.password
    name_ok = secrets.compare_digest(name.encode(), b"mia")
    password_ok = secrets.compare_digest(password.encode(), b"open sesame")
    if not (name_ok and password_ok):
        raise HTTPException(
            status_code=status.HTTP_401_UNAUTHORIZED,
            detail="Wrong username or password",
            headers={"WWW-Authenticate": 'Basic realm="Staff only"'},
        )
    return name

@app.get("/rota")
def read_rota(username: Annotated[str, Depends(get_current_user)]):
    return {"rota": f"{username}: early shift"}
