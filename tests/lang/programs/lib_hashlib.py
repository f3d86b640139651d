import hashlib, hmac
print(hashlib.sha256(b"abc").hexdigest())  # expect: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
print(hashlib.md5(b"").hexdigest(), hashlib.sha1(b"a").digest()[:4])  # expect: d41d8cd98f00b204e9800998ecf8427e b'\x86\xf7\xe47'
h = hashlib.sha256()
h.update(b"a")
h.update(b"bc")
print(h.hexdigest() == hashlib.sha256(b"abc").hexdigest(), h.name, h.digest_size)  # expect: True sha256 32
print(hmac.new(b"key", b"msg", hashlib.sha256).hexdigest(), hmac.compare_digest("a", "a"))  # expect: 2d93cbc1be167bcb1637a4a23cbff01a7878f0c50ee833954ea5221bb1b8c628 True
print(hashlib.pbkdf2_hmac("sha256", b"pw", b"salt", 1000).hex()[:32])  # expect: 0a38253555ce37f5c72a6b703f996814
