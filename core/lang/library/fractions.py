# fractions: exact quotients of integers.
import math as _math
import re as _re

_form = _re.compile(r"\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>\d*)(?:/(?P<den>\d+)"
                    r"|(?:\.(?P<part>\d*))?(?:E(?P<exp>[-+]?\d+))?)?\s*\Z", _re.IGNORECASE)


class Fraction:
    __slots__ = ("_top", "_bottom")

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if isinstance(numerator, str):
                return _from_text(self, numerator)
            if isinstance(numerator, int):
                self._top, self._bottom = int(numerator), 1
                return self
            if hasattr(numerator, "as_integer_ratio"):
                self._top, self._bottom = numerator.as_integer_ratio()
                return self
            if isinstance(numerator, Fraction):
                self._top, self._bottom = numerator._top, numerator._bottom
                return self
            raise TypeError("argument should be a string or a Rational instance or have the "
                            "as_integer_ratio() method")
        if isinstance(numerator, Fraction) or isinstance(denominator, Fraction):
            a, b = Fraction(numerator), Fraction(denominator)
            numerator, denominator = a._top * b._bottom, a._bottom * b._top
        if not isinstance(numerator, int) or not isinstance(denominator, int):
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        common = _math.gcd(numerator, denominator)
        if denominator < 0:
            common = -common
        self._top, self._bottom = numerator // common, denominator // common
        return self

    @property
    def numerator(self):
        return self._top

    @property
    def denominator(self):
        return self._bottom

    @classmethod
    def from_float(cls, f):
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        return cls(*dec.as_integer_ratio())

    def as_integer_ratio(self):
        return self._top, self._bottom

    def is_integer(self):
        return self._bottom == 1

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._bottom <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._top, self._bottom
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._bottom:
            return Fraction(p1, q1)
        return Fraction(p0 + k * p1, q0 + k * q1)

    def __repr__(self):
        return f"Fraction({self._top}, {self._bottom})"

    def __str__(self):
        return str(self._top) if self._bottom == 1 else f"{self._top}/{self._bottom}"

    def __format__(self, spec):
        return format(str(self), spec) if not spec or spec[-1] not in "eEfFgG%" else format(
            float(self), spec)

    def _with(self, other, exact, rough, flipped=False):
        if isinstance(other, int):
            other = Fraction(other)
        if isinstance(other, Fraction):
            return exact(other, self) if flipped else exact(self, other)
        if isinstance(other, float):
            return rough(other, float(self)) if flipped else rough(float(self), other)
        return NotImplemented

    def __add__(self, other, flipped=False):
        return self._with(other, lambda a, b: Fraction(
            a._top * b._bottom + b._top * a._bottom, a._bottom * b._bottom), lambda a, b: a + b)

    __radd__ = __add__

    def __sub__(self, other, flipped=False):
        return self._with(other, lambda a, b: Fraction(
            a._top * b._bottom - b._top * a._bottom, a._bottom * b._bottom),
            lambda a, b: a - b, flipped)

    def __rsub__(self, other):
        return self.__sub__(other, True)

    def __mul__(self, other):
        return self._with(other, lambda a, b: Fraction(
            a._top * b._top, a._bottom * b._bottom), lambda a, b: a * b)

    __rmul__ = __mul__

    def __truediv__(self, other, flipped=False):
        return self._with(other, _quotient, lambda a, b: a / b, flipped)

    def __rtruediv__(self, other):
        return self.__truediv__(other, True)

    def __floordiv__(self, other, flipped=False):
        return self._with(other, lambda a, b: (a._top * b._bottom) // (a._bottom * b._top),
                          lambda a, b: a // b, flipped)

    def __rfloordiv__(self, other):
        return self.__floordiv__(other, True)

    def __mod__(self, other, flipped=False):
        return self._with(other, lambda a, b: a - b * (a // b), lambda a, b: a % b, flipped)

    def __rmod__(self, other):
        return self.__mod__(other, True)

    def __divmod__(self, other):
        return self // other, self % other

    def __pow__(self, power):
        if isinstance(power, Fraction) and power._bottom == 1:
            power = power._top
        if isinstance(power, int):
            if power >= 0:
                return Fraction(self._top**power, self._bottom**power)
            if self._top == 0:
                raise ZeroDivisionError(f"Fraction({self._bottom ** -power}, 0)")
            return Fraction(self._bottom**-power, self._top**-power)
        return float(self) ** float(power)

    def __rpow__(self, base):
        if self._bottom == 1 and self._top >= 0:
            return base**self._top
        return base ** float(self)

    def __neg__(self):
        return Fraction(-self._top, self._bottom)

    def __pos__(self):
        return Fraction(self._top, self._bottom)

    def __abs__(self):
        return Fraction(abs(self._top), self._bottom)

    def __int__(self):
        return -(-self._top // self._bottom) if self._top < 0 else self._top // self._bottom

    __trunc__ = __int__

    def __float__(self):
        return self._top / self._bottom

    def __floor__(self):
        return self._top // self._bottom

    def __ceil__(self):
        return -(-self._top // self._bottom)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._top, self._bottom)
            if rest * 2 < self._bottom or (rest * 2 == self._bottom and whole % 2 == 0):
                return whole
            return whole + 1
        shift = 10**abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __bool__(self):
        return self._top != 0

    def __hash__(self):
        if self._bottom == 1:
            return hash(self._top)
        prime = 2**61 - 1
        result = abs(self._top) * pow(self._bottom, prime - 2, prime) % prime
        return result if self._top >= 0 else -result

    def __eq__(self, other):
        if isinstance(other, int):
            return self._bottom == 1 and self._top == other
        if isinstance(other, Fraction):
            return self._top == other._top and self._bottom == other._bottom
        if isinstance(other, float):
            return float(self) == other and Fraction(other) == self
        return NotImplemented

    def __lt__(self, other):
        return self._with(other, lambda a, b: a._top * b._bottom < b._top * a._bottom,
                          lambda a, b: a < b)

    def __le__(self, other):
        return self._with(other, lambda a, b: a._top * b._bottom <= b._top * a._bottom,
                          lambda a, b: a <= b)

    def __gt__(self, other):
        return self._with(other, lambda a, b: a._top * b._bottom > b._top * a._bottom,
                          lambda a, b: a > b)

    def __ge__(self, other):
        return self._with(other, lambda a, b: a._top * b._bottom >= b._top * a._bottom,
                          lambda a, b: a >= b)


def _quotient(a, b):
    if not b._top:
        raise ZeroDivisionError(f"Fraction({a._top * b._bottom}, 0)")
    return Fraction(a._top * b._bottom, a._bottom * b._top)


def _from_text(self, text):
    found = _form.match(text)
    if found is None:
        raise ValueError(f"Invalid literal for Fraction: {text!r}")
    top = int(found["num"] or "0")
    bottom = int(found["den"] or "1")
    part = found["part"] or ""
    if part:
        top = top * 10**len(part) + int(part)
        bottom = 10**len(part)
    power = int(found["exp"] or "0")
    if abs(power) > 10000:
        raise ValueError("fractions of that many digits are not offered here")
    top *= 10**max(power, 0)
    bottom *= 10**max(-power, 0)
    if bottom == 0:
        raise ZeroDivisionError(f"Fraction({top}, 0)")
    common = _math.gcd(top, bottom)
    self._top = (-top if found["sign"] == "-" else top) // common
    self._bottom = bottom // common
    return self
