import random
import secrets
random.seed(1)
print(0 <= random.random() < 1, random.randint(5, 5), random.choice([7]))  # expect: True 5 7
print(len(secrets.token_hex(8)), isinstance(secrets.token_urlsafe(), str), secrets.compare_digest("a", "b"))  # expect: 16 True False
