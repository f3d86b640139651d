import base64
print(base64.b64encode(b"hello"), base64.b64decode("aGVsbG8="), base64.urlsafe_b64encode(b"\xff\xfe"))  # expect: b'aGVsbG8=' b'hello' b'__4='
print(base64.urlsafe_b64decode(b"__4="), base64.b16encode(b"ab"), base64.b64decode(b"aGVsbG8=").decode())  # expect: b'\xff\xfe' b'6162' hello
base64.b64decode("abc")  # expect error: binascii.Error: Incorrect padding
