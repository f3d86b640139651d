from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Security, status
from fastapi.security import OAuth2PasswordBearer, SecurityScopes

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(
    tokenUrl="token", scopes={"notes:read": "Read notes", "notes:write": "Change notes"}
)
TOKENS = {
    "ann-phone": {"user": "ann", "scopes": ["notes:read"]},
    "ann-laptop": {"user": "ann", "scopes": ["notes:read", "notes:write"]},
}

def get_session(wanted: SecurityScopes, token: Annotated[str, Depends(oauth2_scheme)]):
    needed = wanted.scope_str
    session = TOKENS.get(token)
    if session is None:
        raise HTTPException(
            status.HTTP_401_UNAUTHORIZED, "Unknown token", {"WWW-Authenticate": "Bearer"}
        )
    for scope in wanted.scopes:
        if scope not in session["scopes"]:
            raise HTTPException(
                status.HTTP_403_FORBIDDEN,
                f"This token lacks {scope}",
                {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{needed}"'},
            )
    return session

def get_reader(session: Annotated[dict, Security(get_session, scopes=["notes:read"])]):
    return session["user"]

@app.get("/notes")
def read_notes(user: Annotated[str, Depends(get_reader)]):
    return {"owner": user, "notes": ["milk", "bread"]}

@app.delete("/notes")
def delete_notes(user: Annotated[str, Security(get_reader, scopes=["notes:write"])]):
    return {"owner": user, "notes": []}
