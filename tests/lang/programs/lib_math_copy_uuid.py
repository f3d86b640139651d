import copy
import math
import string
import uuid
from types import SimpleNamespace
print(math.sqrt(2), math.pi, math.e, math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.log(8, 2), math.log2(8), math.log10(1000), math.exp(1), math.pow(2, 3), math.fabs(-2), math.gcd(12, 18, 8), math.lcm(4, 6), math.factorial(20), math.comb(5, 2), math.perm(5, 2), math.isqrt(17), math.hypot(3, 4), math.degrees(math.pi), math.radians(180), math.isclose(0.1 + 0.2, 0.3), math.isnan(math.nan), math.isinf(math.inf), math.isfinite(1), math.prod([1, 2, 3]), math.fsum([0.1] * 10), math.copysign(1, -0.0), math.fmod(7, 3), math.modf(1.5), math.frexp(8), math.sin(0), math.cos(0), math.atan2(1, 1), math.log(10**400), math.floor(10**30))  # expect: 1.4142135623730951 3.141592653589793 2.718281828459045 -2 2 -1 3.0 3.0 3.0 2.718281828459045 8.0 2.0 2 12 2432902008176640000 10 20 4 5.0 180.0 3.141592653589793 True True True True 6 1.0 -1.0 1.0 (0.5, 1.0) (0.5, 4) 0.0 1.0 0.7853981633974483 921.0340371976182 1000000000000000000000000000000
for f in [lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.floor(math.inf), lambda: math.floor(math.nan), lambda: math.exp(1000), lambda: math.sqrt("a"), lambda: math.acos(2), lambda: math.factorial(1.5), lambda: math.gcd(1.5), lambda: math.fmod(1, 0), lambda: math.sin(math.inf)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)  # expect: ValueError
        # expect: ValueError
        # expect: ValueError
        # expect: OverflowError
        # expect: ValueError
        # expect: OverflowError
        # expect: TypeError
        # expect: ValueError
        # expect: TypeError
        # expect: TypeError
        # expect: ValueError
        # expect: ValueError
class N:
    def __init__(self, v):
        self.v = v
    def __repr__(self):
        return f"N({self.v!r})"
a = [1, [2, 3], {"k": [4]}, (5, [6]), N([7]), {8}]
b, c = copy.copy(a), copy.deepcopy(a)
a[1].append(9); a[2]["k"].append(9); a[3][1].append(9); a[4].v.append(9)
print(a, b, c, a is b, a[1] is b[1], c[1] is a[1], copy.copy({1: 2}), copy.copy(5), copy.copy("x"))  # expect: [1, [2, 3, 9], {'k': [4, 9]}, (5, [6, 9]), N([7, 9]), {8}] [1, [2, 3, 9], {'k': [4, 9]}, (5, [6, 9]), N([7, 9]), {8}] [1, [2, 3], {'k': [4]}, (5, [6]), N([7]), {8}] False True False {1: 2} 5 x
xs = [1]
xs.append(xs)
ys = copy.deepcopy(xs)
print(ys, ys[1] is ys, copy.deepcopy((1, 2)), copy.copy(N(1)), copy.deepcopy({"a": N(2)}))  # expect: [1, [...]] True (1, 2) N(1) {'a': N(2)}
u = uuid.UUID("12345678-1234-5678-1234-567812345678")
print(u, repr(u), u.hex, u.int, u.version, u == uuid.UUID(int=u.int), u.bytes[:2], uuid.UUID("{12345678123456781234567812345678}") == u, uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), len(str(uuid.uuid4())), uuid.uuid4().version, uuid.uuid4() != uuid.uuid4(), hash(u) == hash(uuid.UUID(str(u))), u.urn, sorted([u])[0] is u)  # expect: 12345678-1234-5678-1234-567812345678 UUID('12345678-1234-5678-1234-567812345678') 12345678123456781234567812345678 24197857161011715162171839636988778104 None True b'\x124' True 886313e1-3b8a-5372-9b90-0c9aee199e5d 6fa459ea-ee8a-3ca4-894e-db77e160355e 36 4 True True urn:uuid:12345678-1234-5678-1234-567812345678 True
for f in [lambda: uuid.UUID("x"), lambda: uuid.UUID(), lambda: uuid.UUID(5)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)  # expect: ValueError badly formed hexadecimal UUID string
        # expect: TypeError one of the hex, bytes, bytes_le, fields, or int arguments must be given
        # expect: AttributeError 'int' object has no attribute 'replace'
ns = SimpleNamespace(a=1, b="x")
ns.c = 2
print(ns, ns.a, ns == SimpleNamespace(a=1, b="x", c=2), string.ascii_lowercase, string.digits, string.punctuation, len(string.printable), string.hexdigits)  # expect: namespace(a=1, b='x', c=2) 1 True abcdefghijklmnopqrstuvwxyz 0123456789 !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~ 100 0123456789abcdefABCDEF
