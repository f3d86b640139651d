import base64, binascii, hashlib, hmac, itsdangerous, struct
from http.cookies import SimpleCookie
from pathlib import Path, PurePath, PurePosixPath
def told(work):
    try: return work()
    except Exception as error: return f"{type(error).__name__}: {error}"
print(hashlib.scrypt(b"pw", salt=b"salt", n=16, r=8, p=1, dklen=8).hex(), told(lambda: hashlib.scrypt(b"a", salt=b"b", n=15, r=8, p=1)), told(lambda: hashlib.scrypt(b"a", n=16, r=8, p=1)), told(lambda: hashlib.scrypt(b"a", salt=b"b", n=2**15, r=8, p=1)))  # expect: c5d06c368e4a07b8 ValueError: n must be a power of 2. TypeError: scrypt() missing required argument 'salt' (pos 2) ValueError: [digital envelope routines] memory limit exceeded
print(hashlib.blake2b(b"x", key=b"k", digest_size=8).hexdigest(), hashlib.blake2s(b"x", digest_size=5).hexdigest(), hashlib.blake2b(b"x", salt=b"s", person=b"p", digest_size=4).hexdigest(), hashlib.shake_128(b"x").hexdigest(8), told(lambda: hashlib.blake2s(digest_size=64)))  # expect: b0674c52e0690418 d72234aa70 b7b2f522 e472c5e394f30ff8 ValueError: digest_size for Blake2s must be between 1 and 32 bytes, here it is 64
mac = hmac.HMAC(b"k", b"m", "sha256")
print(mac.hexdigest()[:16], mac.name, type(mac), isinstance(hmac.new(b"k", b"", "sha1"), hmac.HMAC), told(lambda: hmac.HMAC(b"k")))  # expect: b60090e3052297ae hmac-sha256 <class 'hmac.HMAC'> True TypeError: Missing required argument 'digestmod'.
print(base64.b32encode(b"hello!"), base64.b32decode("NBSWY3DPEE======"), base64.b32decode("nbuq====", casefold=True), told(lambda: base64.b32decode("A1======")), base64.b85encode(b"hello"), base64.b85decode(b"Xk~0{Zv"), binascii.crc32(b"hello"), binascii.b2a_base64(b"a"))  # expect: b'NBSWY3DPEE======' b'hello!' b'hi' Error: Non-base32 digit found b'Xk~0{Zv' b'hello' 907060870 b'YQ==\n'
cookie = SimpleCookie()
cookie["a"] = "1 2"
cookie["a"]["path"] = "/"
cookie["a"]["httponly"] = True
cookie["b"] = "x,y;"
print(cookie.output(sep=" | "), cookie["a"].value)  # expect: Set-Cookie: a="1 2"; HttpOnly; Path=/ | Set-Cookie: b="x\054y\073" 1 2
print({k: m.value for k, m in SimpleCookie('x=1; y="a b"; z=q').items()}, told(lambda: SimpleCookie().__setitem__("a b", 1)))  # expect: {'x': '1', 'y': 'a b', 'z': 'q'} CookieError: Illegal key 'a b'
p = PurePosixPath("/srv/app/templates") / "login.tar.gz"
print(p, p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts, p.with_suffix(".txt"), p.is_absolute(), p.relative_to("/srv"), p.parents[1], p.with_name("x"), p.match("*.gz"))  # expect: /srv/app/templates/login.tar.gz login.tar.gz login.tar .gz ['.tar', '.gz'] /srv/app/templates ('/', 'srv', 'app', 'templates', 'login.tar.gz') /srv/app/templates/login.tar.txt True app/templates/login.tar.gz /srv/app /srv/app/templates/x True
print(repr(PurePath("a/./b")), PurePath("a", "b") == PurePosixPath("a/b"), Path("x").joinpath("y", "/z"), told(lambda: p.relative_to("/etc")), sorted([Path("b"), Path("a")]), Path(".env").suffix, str(Path("")))  # expect: PurePosixPath('a/b') True /z ValueError: '/srv/app/templates/login.tar.gz' is not in the subpath of '/etc' [PosixPath('a'), PosixPath('b')]  .
s = itsdangerous.URLSafeSerializer("key", salt="auth")
print(s.dumps({"a": [1, 2], "b": "é"}), s.loads(s.dumps([1, None])), told(lambda: s.loads("garbage")), told(lambda: s.loads(s.dumps(1)[:-1] + "x"))[:23])  # expect: eyJhIjpbMSwyXSwiYiI6IsOpIn0.SVt61dP8ZfAVUNiiDsAQStubxoA [1, None] BadSignature: No b'.' found in value BadSignature: Signature
t = itsdangerous.TimestampSigner("k")
print(t.unsign(t.sign("val"), max_age=5), t.validate("x.y.z"), itsdangerous.Signer("k").sign("v"), itsdangerous.Signer(["old", "new"]).unsign(itsdangerous.Signer("old").sign("v")), told(lambda: t.unsign(itsdangerous.Signer("k", salt="itsdangerous.Signer").sign("v"))))  # expect: b'val' False b'v.2JukJbdKiJ0MywoHcbEm2OQg0dM' b'v' BadTimeSignature: timestamp missing
from datetime import date
print(date(2024, 2, 28).isocalendar(), date(2024, 2, 28).isocalendar().week, tuple(date(2024, 2, 28).isocalendar()))  # expect: datetime.IsoCalendarDate(year=2024, week=9, weekday=3) 9 (2024, 9, 3)
