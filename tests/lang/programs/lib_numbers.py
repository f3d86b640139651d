print(int("42"), int("-0x1F", 16), int("0b101", 0), int("  7_000 "), int("z", 36), int(3.99), int(-3.99), int(True), int("٣"), int(b"12"), int())  # expect: 42 -31 5 7000 35 3 -3 1 3 12 0
print(float("1.5"), float(" -1e3 "), float("inf"), float("-Infinity"), float("nan"), float("1_0.0"), float(10**20), float(), float(b"2.5"), float("1e400"), float("1e-400"))  # expect: 1.5 -1000.0 inf -inf nan 10.0 1e+20 0.0 2.5 inf 0.0
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1.005, 2), round(1234.5678, -2), round(15, -1), round(25, -1), round(-15, -1), round(5), round(1e22), round(0.5), round(1.5), round(2.345, 1), round(10, 2))  # expect: 2 4 -2 2.67 1.0 1200.0 20 20 -20 5 10000000000000000000000 0 2 2.3 10
print(abs(-5), abs(-2.5), abs(True), divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), pow(2, 10), pow(2, -1), pow(3, 4, 5), pow(3, -1, 7), pow(2, 0.5), pow(-8, 2))  # expect: 5 2.5 1 (2, 1) (-3, 2) (3.0, 1.5) 1024 0.5 1 5 1.4142135623730951 64
print(hex(255), hex(-255), oct(8), bin(-5), hex(2**70), (1.5).is_integer(), (2.0).is_integer(), (0.5).as_integer_ratio(), (3).as_integer_ratio(), (1.5).hex(), (-0.1).hex(), (0.0).hex(), (5).real, (5).imag, (5).numerator, (2.5).real)  # expect: 0xff -0xff 0o10 -0b101 0x400000000000000000 False True (1, 2) (3, 1) 0x1.8000000000000p+0 -0x1.999999999999ap-4 0x0.0p+0 5 0 5 2.5
print(sum([1, 2, 3]), sum([1.5, 2]), sum([[1], [2]], []), sum(()), sum([True, True]), sum(range(101)), min(3, 1), max("ab", "b"), min([3, 1, 2], key=lambda x: -x), max([], default=7), max("abc"), min({"b": 1, "a": 2}))  # expect: 6 3.5 [1, 2] 0 2 5050 1 b 3 7 c a
print(bool(0), bool(0.0), bool(""), bool([]), bool({}), bool(None), bool("0"), bool([0]), bool(-1), True + True, True == 1, isinstance(True, int), bool(), 1_000_000, 0b11, 0o17, 0xff)  # expect: False False False False False False True True True 2 True True False 1000000 3 15 255
for f in [lambda: int("x"), lambda: int(""), lambda: int("12", 99), lambda: int([]), lambda: int("1.5"), lambda: float("x"), lambda: float([]), lambda: int(float("nan")), lambda: int(float("inf")), lambda: pow(2, -1, 4), lambda: pow(1, 1, 0), lambda: round("a"), lambda: abs("a"), lambda: max([]), lambda: sum(["a"]), lambda: sum("ab", ""), lambda: chr(-1), lambda: ord("ab"), lambda: hex(1.5), lambda: (1).to_bytes(0, "big"), lambda: (300).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: int(5, 2), lambda: int("1__0")]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)  # expect: ValueError
        # expect: ValueError
        # expect: ValueError
        # expect: TypeError
        # expect: ValueError
        # expect: ValueError
        # expect: TypeError
        # expect: ValueError
        # expect: OverflowError
        # expect: ValueError
        # expect: ValueError
        # expect: TypeError
        # expect: TypeError
        # expect: ValueError
        # expect: TypeError
        # expect: TypeError
        # expect: ValueError
        # expect: TypeError
        # expect: TypeError
        # expect: OverflowError
        # expect: OverflowError
        # expect: OverflowError
        # expect: TypeError
        # expect: ValueError
