# decimal: exact decimal numbers with a precision. What works on them is in _decimal_work.py, text in
# _decimal_text.py.
import math as _math

import _decimal_work
from _decimal_text import _format, _from_text
from _decimal_work import (MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_05UP, ROUND_CEILING, ROUND_DOWN,
                           ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP,
                           BasicContext, Clamped, Context, ConversionSyntax, DecimalException,
                           DecimalTuple, DefaultContext, DivisionByZero, DivisionImpossible,
                           DivisionUndefined, ExtendedContext, FloatOperation, Inexact,
                           InvalidContext, InvalidOperation, Overflow, Rounded, Subnormal, Underflow,
                           _add, _compare, _convert, _digits, _divide, _fix, _make, _multiply, _nan,
                           _power, _refuse, _rounded, _scale, _signal, _text, _whole_division,
                           getcontext, localcontext, setcontext)


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
        number = _convert(other)
        if number is None:
            return _refuse("+", other)
        return _add(self, number)

    def __radd__(self, other):
        number = _convert(other)
        if number is None:
            return _refuse("+", other, True)
        return _add(number, self)

    def __sub__(self, other):
        number = _convert(other)
        if number is None:
            return _refuse("-", other)
        return _add(self, number.copy_negate())

    def __rsub__(self, other):
        number = _convert(other)
        if number is None:
            return _refuse("-", other, True)
        return _add(number, self.copy_negate())

    def __mul__(self, other):
        number = _convert(other)
        if number is None:
            return _refuse("*", other)
        return _multiply(self, number)

    def __rmul__(self, other):
        number = _convert(other)
        if number is None:
            return _refuse("*", other, True)
        return _multiply(number, self)

    def __truediv__(self, other):
        number = _convert(other)
        if number is None:
            return _refuse("/", other)
        return _divide(self, number)

    def __rtruediv__(self, other):
        number = _convert(other)
        if number is None:
            return _refuse("/", other, True)
        return _divide(number, self)

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
    def _ordered(self, other, symbol, wanted):
        given = other
        if isinstance(other, float):
            other = Decimal.from_float(other)
        other = _convert(other)
        if other is None:
            return _refuse(symbol, given)
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
        return self._ordered(other, "<", lambda order: order < 0)

    def __le__(self, other):
        return self._ordered(other, "<=", lambda order: order <= 0)

    def __gt__(self, other):
        return self._ordered(other, ">", lambda order: order > 0)

    def __ge__(self, other):
        return self._ordered(other, ">=", lambda order: order >= 0)

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


_decimal_work.Decimal = Decimal
