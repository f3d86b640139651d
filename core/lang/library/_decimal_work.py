# decimal: contexts, signals, and arithmetic on sign, coefficient and exponent. Every operation works
# on integers and rounds once at the end. Signals that CPython traps by default raise here, too; the
# other flags are not kept. The class itself is in decimal.py.
from collections import namedtuple as _namedtuple

Decimal = None  # by decimal.py

ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"
MAX_PREC = 999999999999999999
MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
_DIGIT_LIMIT = 20000  # of this sandbox


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class InvalidContext(InvalidOperation):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent")


class Context:
    def __init__(self, prec=28, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1,
                 clamp=0, flags=None, traps=None):
        self.prec = prec
        self.rounding = rounding
        self.Emin = Emin
        self.Emax = Emax
        self.capitals = capitals
        self.clamp = clamp
        self.flags = flags or []
        self.traps = [InvalidOperation, DivisionByZero, Overflow] if traps is None else traps

    def __setattr__(self, name, value):
        if name == "prec":
            if not isinstance(value, int):
                raise TypeError("argument must be an integer")
            if not 1 <= value <= MAX_PREC:
                raise ValueError("valid range for prec is [1, MAX_PREC]")
            if value > _DIGIT_LIMIT:
                raise ValueError(f"a prec above {_DIGIT_LIMIT} is not offered here")
        object.__setattr__(self, name, value)

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
                       list(self.flags), list(self.traps))

    __copy__ = copy

    def create_decimal(self, num="0"):
        return _fix(Decimal(num), self)

    def create_decimal_from_float(self, f):
        return _fix(Decimal.from_float(f), self)

    def quantize(self, a, b):
        return Decimal(a).quantize(Decimal(b), context=self)

    def divide(self, a, b):
        return _divide(Decimal(a), Decimal(b), self)

    def add(self, a, b):
        return _add(Decimal(a), Decimal(b), self)

    def multiply(self, a, b):
        return _multiply(Decimal(a), Decimal(b), self)

    def sqrt(self, a):
        return Decimal(a).sqrt(self)

    def clear_flags(self):
        self.flags = []

    def __repr__(self):
        traps = ", ".join(trap.__name__ for trap in self.traps)
        flags = ", ".join(flag.__name__ for flag in self.flags)
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, "
                f"Emax={self.Emax}, capitals={self.capitals}, clamp={self.clamp}, "
                f"flags=[{flags}], traps=[{traps}])")


class _ContextHolder:
    current = Context()


DefaultContext = Context()
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP)
ExtendedContext = Context(prec=9, traps=[])


def getcontext():
    return _ContextHolder.current


def setcontext(context):
    _ContextHolder.current = context


class localcontext:
    def __init__(self, ctx=None, **changes):
        self._new = (ctx or getcontext()).copy()
        for name, value in changes.items():
            if not hasattr(self._new, name):
                raise TypeError(f"'{name}' is an invalid keyword argument for this function")
            setattr(self._new, name, value)

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, kind, value, trace):
        setcontext(self._saved)


def _signal(condition, detail=None):
    kind = condition if condition in (DivisionByZero, Overflow) else InvalidOperation
    if kind not in getcontext().traps:
        return _make(0, 0, "n") if kind is InvalidOperation else None
    raise kind([detail or condition])


def _make(sign, coefficient, exponent):
    self = object.__new__(Decimal)
    self._sign = sign
    self._int = coefficient
    self._exp = exponent
    return self


def _digits(number):
    return len(str(number)) if number < 10**4000 else _many_digits(number)


def _many_digits(number):
    count = int(number.bit_length() * 0.30103)
    while 10**count <= number:
        count += 1
    return count


def _text(number):
    if number < 10**4000:
        return str(number)
    half = _many_digits(number) // 2
    high, low = divmod(number, 10**half)
    return _text(high) + _text(low).rjust(half, "0")


def _rounded(coefficient, drop, sign, rounding):
    """coefficient / 10**drop as an integer."""
    unit = 10**drop
    whole, rest = divmod(coefficient, unit)
    if not rest:
        return whole
    double = 2 * rest
    if rounding == ROUND_HALF_EVEN:
        up = double > unit or (double == unit and whole % 2 == 1)
    elif rounding == ROUND_HALF_UP:
        up = double >= unit
    elif rounding == ROUND_HALF_DOWN:
        up = double > unit
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_DOWN:
        up = False
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = bool(sign)
    elif rounding == ROUND_05UP:
        up = whole % 5 == 0
    else:
        raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, "
                        "ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n"
                        "   ROUND_05UP]")
    return whole + 1 if up else whole


def _fix(value, context=None):
    """Rounds to the precision."""
    if value._exp in ("F", "n", "N"):
        return value
    context = context or getcontext()
    count = _digits(value._int)
    coefficient, exponent = value._int, value._exp
    if count > context.prec:
        drop = count - context.prec
        coefficient = _rounded(coefficient, drop, value._sign, context.rounding)
        exponent += drop
        if _digits(coefficient) > context.prec:
            coefficient //= 10
            exponent += 1
    if coefficient and exponent + _digits(coefficient) - 1 > context.Emax:
        _signal(Overflow)
        return _make(value._sign, 0, "F")
    if not coefficient:
        exponent = min(exponent, context.Emax)
    tiny = context.Emin - context.prec + 1
    if exponent < tiny:
        coefficient = _rounded(coefficient, min(tiny - exponent, _digits(coefficient) + 1),
                               value._sign, context.rounding)
        exponent = tiny
    return _make(value._sign, coefficient, exponent)


def _nan(*values):
    for value in values:
        if value._exp == "N":
            return _signal(InvalidOperation)
    for value in values:
        if value._exp == "n":
            return value
    return None


def _convert(value):
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    return None


def _refuse(symbol, other, flipped=False):
    """As CPython words it, whose class has a dotted name there."""
    if not isinstance(other, (float, str, bytes, list, tuple, dict, set, type(None))):
        return NotImplemented
    left, right = "decimal.Decimal", type(other).__name__
    if flipped:
        left, right = right, left
    what = (f"'{symbol}' not supported between instances of" if symbol in ("<", "<=", ">", ">=")
            else f"unsupported operand type(s) for {symbol}:")
    raise TypeError(f"{what} '{left}' and '{right}'")


def _scale(power):
    if power > _DIGIT_LIMIT * 10:
        raise ValueError("numbers of that many digits are not offered here")
    return 10**power


def _add(a, b, context=None):
    odd = _nan(a, b)
    if odd is not None:
        return odd
    if a._exp == "F" or b._exp == "F":
        if a._exp == b._exp and a._sign != b._sign:
            return _signal(InvalidOperation)
        return a if a._exp == "F" else b
    context = context or getcontext()
    a, b = _nearer(a, b, context)
    exponent = min(a._exp, b._exp)
    total = ((-a._int if a._sign else a._int) * _scale(a._exp - exponent)
             + (-b._int if b._sign else b._int) * _scale(b._exp - exponent))
    if total:
        sign = int(total < 0)
    elif a._sign == b._sign:
        sign = a._sign
    else:
        sign = int(context.rounding == ROUND_FLOOR)
    return _fix(_make(sign, abs(total), exponent), context)


def _nearer(a, b, context):
    """A number far below the other's last digit counts as a trace of itself."""
    if not a._int or not b._int:
        return a, b
    high, low = (a, b) if a.adjusted() >= b.adjusted() else (b, a)
    floor = min(high._exp, high.adjusted() - context.prec - 1) - 2
    if low.adjusted() >= floor:
        return a, b
    trace = _make(low._sign, 1, floor)
    return (high, trace) if high is a else (trace, high)


def _multiply(a, b, context=None):
    odd = _nan(a, b)
    if odd is not None:
        return odd
    sign = a._sign ^ b._sign
    if a._exp == "F" or b._exp == "F":
        if not a or not b:
            return _signal(InvalidOperation)
        return _make(sign, 0, "F")
    return _fix(_make(sign, a._int * b._int, a._exp + b._exp), context)


def _divide(a, b, context=None):
    odd = _nan(a, b)
    if odd is not None:
        return odd
    context = context or getcontext()
    sign = a._sign ^ b._sign
    if a._exp == "F":
        return _signal(InvalidOperation) if b._exp == "F" else _make(sign, 0, "F")
    if b._exp == "F":
        return _make(sign, 0, context.Emin - context.prec + 1)
    if not b._int:
        if not a._int:
            return _signal(DivisionUndefined)
        _signal(DivisionByZero)
        return _make(sign, 0, "F")
    ideal = a._exp - b._exp
    if not a._int:
        return _fix(_make(sign, 0, ideal), context)
    shift = _digits(b._int) - _digits(a._int) + context.prec + 1
    exponent = ideal - shift
    if shift >= 0:
        coefficient, rest = divmod(a._int * 10**shift, b._int)
    else:
        coefficient, rest = divmod(a._int, b._int * 10**-shift)
    if rest:
        if coefficient % 5 == 0:  # so that rounding sees that it is not exact
            coefficient += 1
    else:
        while exponent < ideal and coefficient % 10 == 0:
            coefficient //= 10
            exponent += 1
    return _fix(_make(sign, coefficient, exponent), context)


def _whole_division(a, b):
    """The quotient's and the remainder's coefficients, and the exponent of the latter."""
    exponent = min(a._exp, b._exp)
    if a.adjusted() - b.adjusted() > getcontext().prec:
        _signal(DivisionImpossible)
    whole, rest = divmod(a._int * _scale(a._exp - exponent), b._int * _scale(b._exp - exponent))
    if whole >= 10**getcontext().prec:
        _signal(DivisionImpossible)
    return whole, rest, exponent


def _compare(a, b):
    """-1, 0 or 1."""
    if a._exp == "F" or b._exp == "F":
        left = 0 if a._exp != "F" else (-1 if a._sign else 1)
        right = 0 if b._exp != "F" else (-1 if b._sign else 1)
        return (left > right) - (left < right)
    if not a._int or not b._int or a._sign != b._sign:
        left = 0 if not a._int else (-1 if a._sign else 1)
        right = 0 if not b._int else (-1 if b._sign else 1)
        return (left > right) - (left < right)
    sign = -1 if a._sign else 1
    if a.adjusted() != b.adjusted():
        return sign if a.adjusted() > b.adjusted() else -sign
    exponent = min(a._exp, b._exp)
    left = a._int * _scale(a._exp - exponent)
    right = b._int * _scale(b._exp - exponent)
    return sign * ((left > right) - (left < right))


def _power(base, exponent):
    odd = _nan(base, exponent)
    if odd is not None:
        return odd
    if exponent._exp == "F" or base._exp == "F":
        raise NotImplementedError("powers of infinity are not offered here")
    if not exponent:
        return _signal(InvalidOperation) if not base else Decimal(1)
    context = getcontext()
    if exponent == exponent.to_integral_value():
        times = int(exponent)
        if not base:
            if times > 0:
                return _make(base._sign & times % 2, 0, 0)
            _signal(DivisionByZero)
            return _make(base._sign & times % 2, 0, "F")
        wide = context.copy()
        wide.prec = min(context.prec + len(str(abs(times))) + 4, _DIGIT_LIMIT)
        if abs(times) > 10**9:
            raise NotImplementedError("powers above 10**9 are not offered here")
        result, factor, left = Decimal(1), base, abs(times)
        while left:
            if left & 1:
                result = _multiply(result, factor, wide)
            left >>= 1
            if left:
                factor = _multiply(factor, factor, wide)
        return _divide(Decimal(1), result, context) if times < 0 else _fix(result, context)
    if exponent == Decimal("0.5"):
        return base.sqrt()
    raise NotImplementedError("Decimal powers that are not whole are not offered here")


for _cls in (Context, DecimalException, Clamped, InvalidOperation, ConversionSyntax, DivisionByZero,
             DivisionUndefined, DivisionImpossible, InvalidContext, Inexact, Rounded, Subnormal,
             Overflow, Underflow, FloatOperation, DecimalTuple):
    _cls.__module__ = "decimal"
