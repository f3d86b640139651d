# decimal: numbers from text, and as format() shows them.
import re as _re

from _decimal_work import (_DIGIT_LIMIT, ConversionSyntax, _digits, _make, _rounded, _scale, _signal,
                           _text, getcontext)

_parser = _re.compile(
    r"\s*(?P<sign>[-+])?(?:(?=\d|\.\d)(?P<int>\d*)(?:\.(?P<frac>\d*))?(?:E(?P<exp>[-+]?\d+))?"
    r"|(?P<inf>Inf(?:inity)?)|(?P<signal>s)?NaN(?P<diag>\d*))\s*\Z", _re.IGNORECASE)


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
