import base64
import hashlib
import hmac
import secrets
print(hashlib.sha256(b"abc").hexdigest(), hashlib.md5(b"").hexdigest(), hashlib.sha1(b"x").digest()[:4], hashlib.sha512(b"a").hexdigest()[:16], hashlib.sha384(b"").hexdigest()[:16], hashlib.sha224(b"").hexdigest()[:16], hashlib.blake2b(b"a").hexdigest()[:16], hashlib.new("sha256", b"abc").hexdigest() == hashlib.sha256(b"abc").hexdigest(), hashlib.sha3_256(b"").hexdigest()[:8])  # expect: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad d41d8cd98f00b204e9800998ecf8427e b'\x11\xf6\xad\x8e' 1f40fc92da241694 38b060a751ac9638 d14a028c2a3a2bc9 333fcb4ee1aa7c11 True a7ffc6f8
h = hashlib.sha256()
h.update(b"ab")
g = h.copy()
h.update(b"c")
print(h.hexdigest() == hashlib.sha256(b"abc").hexdigest(), g.hexdigest() == hashlib.sha256(b"ab").hexdigest(), h.name, h.digest_size, h.block_size, hashlib.pbkdf2_hmac("sha256", b"pw", b"salt", 1000).hex(), hashlib.pbkdf2_hmac("sha1", b"pw", b"salt", 2, dklen=8).hex())  # expect: True True sha256 32 64 0a38253555ce37f5c72a6b703f996814ebf241f203af146e93dcdeb031c5567e 133a0b823b029801
print(hmac.new(b"key", b"msg", hashlib.sha256).hexdigest(), hmac.new(b"key", b"msg", "sha1").hexdigest(), hmac.new(b"key", digestmod="md5").digest_size, hmac.digest(b"k", b"m", "sha256").hex()[:16], hmac.compare_digest("a", "a"), hmac.compare_digest(b"a", b"b"), secrets.compare_digest("abc", "abd"))  # expect: 2d93cbc1be167bcb1637a4a23cbff01a7878f0c50ee833954ea5221bb1b8c628 102900b72b7bf1031eec76b4804b66052376896b 16 b60090e3052297ae True False False
print(base64.b64encode(b"hello\xff\xfe"), base64.b64decode("aGVsbG8="), base64.urlsafe_b64encode(b"\xff\xfe\xfd"), base64.urlsafe_b64decode("__79"), base64.b64decode(b"aGVs bG8=!!"), base64.b64encode(b""), base64.b64decode("YQ==ignored"), base64.b16encode(b"\x0f"), base64.b16decode("0F"), base64.b64encode(b"ab", altchars=b"-_"), base64.standard_b64decode("YWI="))  # expect: b'aGVsbG///g==' b'hello' b'__79' b'\xff\xfe\xfd' b'hello' b'' b'a' b'0F' b'\x0f' b'YWI=' b'ab'
print(len(secrets.token_bytes(8)), len(secrets.token_hex(8)), len(secrets.token_urlsafe(16)), 0 <= secrets.randbelow(5) < 5, secrets.choice([7]), len(secrets.token_hex()))  # expect: 8 16 22 True 7 64
for f in [lambda: hashlib.sha256("x"), lambda: hashlib.new("nope"), lambda: base64.b64decode("a"), lambda: base64.b64decode("ab"), lambda: base64.b64encode("x"), lambda: hmac.compare_digest("é", "é"), lambda: hmac.compare_digest("a", b"a"), lambda: hmac.new(b"k", b"m"), lambda: hmac.new("k", b"m", "md5"), lambda: hashlib.pbkdf2_hmac("md5", b"", b"", 0), lambda: base64.b64decode("YQ=a", validate=True), lambda: base64.b64decode("abcde")]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)  # expect: TypeError
        # expect: ValueError
        # expect: Error
        # expect: Error
        # expect: TypeError
        # expect: TypeError
        # expect: TypeError
        # expect: TypeError
        # expect: TypeError
        # expect: ValueError
        # expect: Error
        # expect: Error
