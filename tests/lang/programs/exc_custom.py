class AuthError(Exception):
    def __init__(self, user, code=401):
        super().__init__(f"{user} refused")
        self.user = user
        self.code = code
class TokenError(AuthError):
    pass
try:
    raise TokenError("eve", code=403)
except AuthError as e:
    print(e, e.user, e.code, type(e).__name__, e.args, isinstance(e, Exception))  # expect: eve refused eve 403 TokenError ('eve refused',) True
raise TokenError("bob")  # expect error: TokenError: bob refused
