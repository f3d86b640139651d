print(b"ok".decode())  # expect: ok
print(b"\xff".decode())  # expect error: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
