# decimal: exact decimal numbers with a precision. A number is sign, coefficient and exponent; every
# operation works on integers and rounds once at the end. Signals that CPython traps by default
# raise here, too; the other flags are not kept.
import math as _math
import re as _re
from collections import namedtuple as _namedtuple

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


_parser = _re.compile(
    r"\s*(?P<sign>[-+])?(?:(?=\d|\.\d)(?P<int>\d*)(?:\.(?P<frac>\d*))?(?:E(?P<exp>[-+]?\d+))?"
    r"|(?P<inf>Inf(?:inity)?)|(?P<signal>s)?NaN(?P<diag>\d*))\s*\Z", _re.IGNORECASE)


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


class Decimal:
    __slots__ = ("_sign", "_int", "_exp")

    def __new__(cls, value="0", context=None):
        self = object.__new__(cls)
        if isinstance(value, str):
            return _from_text(self, value)
        if isinstance(value, int):
            self._sign, self._int, self._exp = int(value < 0), abs(int(value)), 0
        elif isinstance(value, Decimal):
            self._sign, self._int, self._exp = value._sign, value._int, value._exp
        elif isinstance(value, float):
            source = Decimal.from_float(value)
            self._sign, self._int, self._exp = source._sign, source._int, source._exp
        elif isinstance(value, (tuple, list)):
            if len(value) != 3:
                raise ValueError("argument must be a sequence of length 3")
            sign, digits, exponent = value
            number = 0
            for digit in digits:
                number = number * 10 + digit
            self._sign, self._int, self._exp = sign, number, exponent
        else:
            raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        if _math.isinf(f) or _math.isnan(f):
            return cls(repr(f))
        sign = int(_math.copysign(1.0, f) < 0)
        top, bottom = abs(f).as_integer_ratio()
        power = bottom.bit_length() - 1
        made = cls(0)
        made._sign, made._int, made._exp = sign, top * 5**power, -power
        return made

    # -- text
    def __repr__(self):
        return f"Decimal('{self}')"

    def __str__(self):
        sign = "-" if self._sign else ""
        if self._exp == "F":
            return sign + "Infinity"
        if self._exp == "n":
            return sign + "NaN"
        if self._exp == "N":
            return sign + "sNaN"
        digits = _text(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            point = left
        else:
            point = 1
        if point <= 0:
            whole, part = "0", "." + "0" * -point + digits
        elif point >= len(digits):
            whole, part = digits + "0" * (point - len(digits)), ""
        else:
            whole, part = digits[:point], "." + digits[point:]
        exponent = "" if left == point else f"E{left - point:+d}"
        return sign + whole + part + exponent

    def to_eng_string(self, context=None):
        return str(self)

    def __format__(self, spec):
        return _format(self, spec)

    # -- arithmetic
    def __add__(self, other):
        other = _convert(other)
        return NotImplemented if other is None else _add(self, other)

    __radd__ = __add__

    def __sub__(self, other):
        other = _convert(other)
        return NotImplemented if other is None else _add(self, other.copy_negate())

    def __rsub__(self, other):
        other = _convert(other)
        return NotImplemented if other is None else _add(other, self.copy_negate())

    def __mul__(self, other):
        other = _convert(other)
        return NotImplemented if other is None else _multiply(self, other)

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = _convert(other)
        return NotImplemented if other is None else _divide(self, other)

    def __rtruediv__(self, other):
        other = _convert(other)
        return NotImplemented if other is None else _divide(other, self)

    def __floordiv__(self, other):
        other = _convert(other)
        if other is None:
            return NotImplemented
        odd = _nan(self, other)
        if odd is not None:
            return odd
        sign = self._sign ^ other._sign
        if self._exp == "F":
            return _signal(InvalidOperation) if other._exp == "F" else _make(sign, 0, "F")
        if other._exp == "F":
            return _make(sign, 0, 0)
        if not other._int:
            if not self._int:
                return _signal(DivisionUndefined)
            _signal(DivisionByZero)
            return _make(sign, 0, "F")
        return _make(sign, _whole_division(self, other)[0], 0)

    def __rfloordiv__(self, other):
        other = _convert(other)
        return NotImplemented if other is None else other // self

    def __mod__(self, other):
        other = _convert(other)
        if other is None:
            return NotImplemented
        odd = _nan(self, other)
        if odd is not None:
            return odd
        if self._exp == "F":
            return _signal(InvalidOperation)
        if not other:
            return _signal(InvalidOperation if self else DivisionUndefined)
        if other._exp == "F":
            return _fix(self)
        _, rest, exponent = _whole_division(self, other)
        return _fix(_make(self._sign, rest, exponent))

    def __rmod__(self, other):
        other = _convert(other)
        return NotImplemented if other is None else other % self

    def __divmod__(self, other):
        return self // other, self % other

    def __pow__(self, other, modulo=None):
        other = _convert(other)
        if other is None or modulo is not None:
            return NotImplemented
        return _power(self, other)

    def __rpow__(self, other):
        other = _convert(other)
        return NotImplemented if other is None else other**self

    def __neg__(self):
        if not self and getcontext().rounding != ROUND_FLOOR:
            return _fix(self.copy_abs())
        return _fix(self.copy_negate())

    def __pos__(self):
        if not self and getcontext().rounding != ROUND_FLOOR:
            return _fix(self.copy_abs())
        return _fix(self)

    def __abs__(self):
        return _fix(self.copy_abs())

    # -- comparison
    def _ordered(self, other, wanted):
        if isinstance(other, float):
            other = Decimal.from_float(other)
        other = _convert(other)
        if other is None:
            return NotImplemented
        if self.is_nan() or other.is_nan():
            _signal(InvalidOperation)
            return False
        return wanted(_compare(self, other))

    def __eq__(self, other):
        if isinstance(other, float):
            other = Decimal.from_float(other)
        other = _convert(other)
        if other is None:
            return NotImplemented
        if self.is_nan() or other.is_nan():
            return False
        return _compare(self, other) == 0

    def __lt__(self, other):
        return self._ordered(other, lambda order: order < 0)

    def __le__(self, other):
        return self._ordered(other, lambda order: order <= 0)

    def __gt__(self, other):
        return self._ordered(other, lambda order: order > 0)

    def __ge__(self, other):
        return self._ordered(other, lambda order: order >= 0)

    def compare(self, other, context=None):
        other = _convert(other)
        odd = _nan(self, other)
        return odd if odd is not None else Decimal(_compare(self, other))

    def max(self, other, context=None):
        other = _convert(other)
        return _fix(self if _compare(self, other) >= 0 else other)

    def min(self, other, context=None):
        other = _convert(other)
        return _fix(self if _compare(self, other) <= 0 else other)

    def __hash__(self):
        if self._exp == "N":
            raise TypeError("Cannot hash a signaling NaN value")
        if self._exp == "n":
            return object.__hash__(self)
        if self._exp == "F":
            return -314159 if self._sign else 314159
        prime = 2**61 - 1
        if self._exp >= 0:
            result = self._int * pow(10, self._exp, prime) % prime
        else:
            result = self._int * pow(pow(10, prime - 2, prime), -self._exp, prime) % prime
        result = -result if self._sign else result
        return -2 if result == -1 else result

    def __bool__(self):
        return self._exp in ("F", "n", "N") or self._int != 0

    # -- other numbers
    def __int__(self):
        if self._exp == "F":
            raise OverflowError("cannot convert Infinity to integer")
        if self.is_nan():
            raise ValueError("cannot convert NaN to integer")
        if self._exp >= 0:
            whole = self._int * _scale(self._exp)
        else:
            whole = self._int // 10**min(-self._exp, _digits(self._int) + 1)
        return -whole if self._sign else whole

    __trunc__ = __int__

    def __float__(self):
        if self._exp == "N":
            raise ValueError("cannot convert signaling NaN to float")
        return float(str(self))

    def __round__(self, n=None):
        if n is None:
            return int(self.to_integral_value(ROUND_HALF_EVEN))
        return self.quantize(_make(0, 1, -n))

    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR))

    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING))

    def as_tuple(self):
        digits = tuple(int(digit) for digit in _text(self._int))
        if self._exp in ("n", "N"):
            digits = ()
        return DecimalTuple(self._sign, digits, self._exp)

    def as_integer_ratio(self):
        if self._exp == "F":
            raise OverflowError("cannot convert Infinity to integer ratio")
        if self.is_nan():
            raise ValueError("cannot convert NaN to integer ratio")
        top = self._int * _scale(max(self._exp, 0))
        bottom = _scale(max(-self._exp, 0))
        common = _math.gcd(top, bottom)
        return (-top if self._sign else top) // common, bottom // common

    # -- shapes
    def quantize(self, exp, rounding=None, context=None):
        exp = _convert(exp)
        context = context or getcontext()
        odd = _nan(self, exp)
        if odd is not None:
            return odd
        if self._exp == "F" or exp._exp == "F":
            if self._exp == exp._exp:
                return self
            return _signal(InvalidOperation)
        rounding = rounding or context.rounding
        if self._exp >= exp._exp:
            grow = self._exp - exp._exp
            if self._int and _digits(self._int) + grow > context.prec:
                return _signal(InvalidOperation)
            coefficient = self._int * 10**min(grow, context.prec)
        else:
            drop = min(exp._exp - self._exp, _digits(self._int) + 1)
            coefficient = _rounded(self._int, drop, self._sign, rounding)
        if _digits(coefficient) > context.prec:
            return _signal(InvalidOperation)
        return _make(self._sign, coefficient, exp._exp)

    def to_integral_value(self, rounding=None, context=None):
        if self._exp in ("F", "n", "N") or self._exp >= 0:
            return self
        rounding = rounding or getcontext().rounding
        drop = min(-self._exp, _digits(self._int) + 1)
        return _make(self._sign, _rounded(self._int, drop, self._sign, rounding), 0)

    to_integral = to_integral_exact = to_integral_value

    def normalize(self, context=None):
        fixed = _fix(self, context)
        if fixed._exp in ("F", "n", "N"):
            return fixed
        if not fixed._int:
            return _make(fixed._sign, 0, 0)
        coefficient, exponent = fixed._int, fixed._exp
        while coefficient % 10 == 0:
            coefficient //= 10
            exponent += 1
        return _make(fixed._sign, coefficient, exponent)

    def sqrt(self, context=None):
        if self.is_nan() or self._exp == "F" and not self._sign:
            return _nan(self) or self
        if not self:
            return _make(self._sign, 0, self._exp // 2)
        if self._sign:
            return _signal(InvalidOperation)
        context = context or getcontext()
        ideal = self._exp // 2
        shift = max(0, 2 * (context.prec + 2) - _digits(self._int))
        shift += (self._exp - shift) % 2
        number = self._int * 10**shift
        root = _math.isqrt(number)
        exponent = (self._exp - shift) // 2
        if root * root == number:
            while exponent < ideal and root % 10 == 0:
                root //= 10
                exponent += 1
        elif root % 5 == 0:
            root += 1
        rounded = context.copy()
        rounded.rounding = ROUND_HALF_EVEN
        return _fix(_make(0, root, exponent), rounded)

    def adjusted(self):
        if self._exp in ("F", "n", "N"):
            return 0
        return self._exp + _digits(self._int) - 1

    def scaleb(self, other, context=None):
        return _fix(_make(self._sign, self._int, self._exp + int(other)))

    def same_quantum(self, other, context=None):
        return self._exp == _convert(other)._exp

    def copy_abs(self):
        return _make(0, self._int, self._exp)

    def copy_negate(self):
        return _make(1 - self._sign, self._int, self._exp)

    def copy_sign(self, other, context=None):
        return _make(_convert(other)._sign, self._int, self._exp)

    def canonical(self):
        return self

    def conjugate(self):
        return self

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    # -- questions
    def is_nan(self):
        return self._exp in ("n", "N")

    def is_qnan(self):
        return self._exp == "n"

    def is_snan(self):
        return self._exp == "N"

    def is_infinite(self):
        return self._exp == "F"

    def is_finite(self):
        return self._exp not in ("F", "n", "N")

    def is_zero(self):
        return self.is_finite() and self._int == 0

    def is_signed(self):
        return self._sign == 1


def _from_text(self, text):
    found = _parser.match(text.replace("_", "")) if len(text) <= _DIGIT_LIMIT else None
    if len(text) > _DIGIT_LIMIT:
        raise ValueError("numbers of that many digits are not offered here")
    if found is None:
        odd = _signal(ConversionSyntax)
        self._sign, self._int, self._exp = odd._sign, odd._int, odd._exp
        return self
    self._sign = 1 if found["sign"] == "-" else 0
    if found["int"] is not None:
        part = found["frac"] or ""
        self._int = int(found["int"] + part) if len(found["int"] + part) <= 4000 else _long(
            found["int"] + part)
        self._exp = int(found["exp"] or "0") - len(part)
    elif found["inf"] is not None:
        self._int, self._exp = 0, "F"
    else:
        self._int, self._exp = int(found["diag"] or "0"), "N" if found["signal"] else "n"
    return self


def _long(digits):
    number = 0
    for at in range(0, len(digits), 1000):
        part = digits[at:at + 1000]
        number = number * 10**len(part) + int(part)
    return number


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


_spec_parser = _re.compile(
    r"(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ])?(?P<no_neg>z)?(?P<alt>\#)?(?P<zero>0)?"
    r"(?P<width>\d+)?(?P<group>[,_])?(?:\.(?P<prec>\d+))?(?P<type>[eEfFgGn%])?\Z", _re.DOTALL)


def _grouped(whole, mark):
    parts = []
    while len(whole) > 3:
        parts.insert(0, whole[-3:])
        whole = whole[:-3]
    return mark.join([whole] + parts)


def _format(value, spec):
    found = _spec_parser.match(spec)
    if found is None:
        raise ValueError("invalid format string")
    kind = found["type"] or ""
    precision = None if found["prec"] is None else int(found["prec"])
    if (precision or 0) > _DIGIT_LIMIT or len(found["width"] or "") > 6:
        raise ValueError("a format that wide is not offered here")
    rounding = getcontext().rounding
    percent = kind == "%"
    if not value.is_finite():
        body = str(value.copy_abs())
    else:
        if percent:
            value = _make(value._sign, value._int, value._exp + 2)
        body = _body(value, kind, precision, rounding)
    sign = "-" if value._sign else {"+": "+", " ": " "}.get(found["sign"], "")
    if found["no_neg"] and sign == "-" and not any(c in "123456789" for c in body.split("E")[0]):
        sign = ""
    if found["group"]:
        head, dot, tail = body.partition(".")
        body = _grouped(head, found["group"]) + dot + tail
    if percent:
        body += "%"
    width = int(found["width"] or 0)
    align = found["align"] or ("=" if found["zero"] else ">")
    fill = found["fill"] or ("0" if found["zero"] else " ")
    missing = width - len(sign) - len(body)
    if missing <= 0:
        return sign + body
    if align == "=":
        return sign + fill * missing + body
    if align == "<":
        return sign + body + fill * missing
    if align == "^":
        return fill * (missing // 2) + sign + body + fill * (missing - missing // 2)
    return fill * missing + sign + body


def _body(value, kind, precision, rounding):
    if kind in ("f", "F", "%"):
        if precision is None and value._exp > 0:
            precision = 0
        if precision is not None:
            value = _to_exponent(value, -precision, rounding)
        digits = _text(value._int)
        places = -value._exp if value._exp < 0 else 0
        digits = digits.rjust(places + 1, "0")
        if not places:
            return digits + "0" * max(value._exp, 0)
        return digits[:-places] + "." + digits[-places:]
    if precision is not None and kind in ("e", "E", "g", "G", "n", ""):
        keep = precision + 1 if kind in ("e", "E") else max(precision, 1)
        drop = _digits(value._int) - keep
        if drop > 0:
            coefficient = _rounded(value._int, drop, value._sign, rounding)
            value = _make(value._sign, coefficient, value._exp + drop)
            if _digits(coefficient) > keep:
                value = _make(value._sign, coefficient // 10, value._exp + 1)
        elif kind in ("e", "E"):
            value = _make(value._sign, value._int * 10**-drop, value._exp + drop)
    if kind in ("e", "E"):
        digits = _text(value._int)
        exponent = value._exp + len(digits) - 1
        mark = "e" if kind == "e" else "E"
        part = "." + digits[1:] if len(digits) > 1 else ""
        return f"{digits[0]}{part}{mark}{exponent:+d}"
    text = str(value.copy_abs())
    return text.replace("E", "e") if kind in ("g", "n") else text


def _to_exponent(value, exponent, rounding):
    if value._exp >= exponent:
        return _make(value._sign, value._int * _scale(value._exp - exponent), exponent)
    drop = min(exponent - value._exp, _digits(value._int) + 1)
    return _make(value._sign, _rounded(value._int, drop, value._sign, rounding), exponent)
