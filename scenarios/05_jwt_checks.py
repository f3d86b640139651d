import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

KEY = "the-shop-signs-its-tokens-with-this"

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_claims(token: str = Depends(oauth2_scheme)):
    try:
        return jwt.decode(
            token,
            KEY,
            algorithms=["HS256"],
            audience="shop",
            options={"require": ["exp", "sub"]},
        )
    except jwt.InvalidTokenError as error:
        raise HTTPException(status_code=401, detail=str(error))


@app.get("/orders")
def read_orders(claims: dict = Depends(get_claims)):
    return {"orders_of": claims["sub"]}
