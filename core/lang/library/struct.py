# struct: numbers as bytes.
import math as _math


class error(Exception):
    pass


_sizes = {"x": 1, "c": 1, "b": 1, "B": 1, "?": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 4, "L": 4,
          "q": 8, "Q": 8, "f": 4, "d": 8, "s": 1}
_native = {"l": 8, "L": 8, "n": 8, "N": 8}


def _items(format):
    """The byte order, and every code with its count and the padding before it."""
    if isinstance(format, bytes):
        format = format.decode("ascii")
    mode = format[:1] if format[:1] in ("@", "=", "<", ">", "!") else ""
    native = mode in ("", "@")
    order = "big" if mode in (">", "!") else "little"
    items, offset, count = [], 0, ""
    for code in format[len(mode):]:
        if code.isspace():
            continue
        if code.isdigit():
            count += code
            continue
        size = _native.get(code) if native and code in _native else _sizes.get(code)
        if size is None:
            raise error("bad char in struct format")
        number = int(count) if count else 1
        if number > 10_000_000:
            raise error("total struct size too long")
        count = ""
        padding = -offset % size if native and number else 0
        items.append((code, number, size, padding))
        offset += padding + number * size
    if count:
        raise error("repeat count given without format specifier")
    return order, items, offset


def calcsize(format):
    return _items(format)[2]


def _packed(code, value, size, order):
    if code == "?":
        return b"\1" if value else b"\0"
    if code == "c":
        if not isinstance(value, bytes) or len(value) != 1:
            raise error("char format requires a bytes object of length 1")
        return value
    if code in "fd":
        if not isinstance(value, (int, float)):
            raise error("required argument is not a float")
        return _float_bits(float(value), size).to_bytes(size, order)
    if not isinstance(value, int):
        raise error("required argument is not an integer")
    signed = code.islower()
    low, high = (-(1 << size * 8 - 1), (1 << size * 8 - 1) - 1) if signed else (
        0, (1 << size * 8) - 1)
    if not low <= value <= high:
        raise error(f"'{code}' format requires {low} <= number <= {high}")
    return value.to_bytes(size, order, signed=signed)


def _float_bits(value, size):
    digits, bias, top = (52, 1023, 11) if size == 8 else (23, 127, 8)
    sign = int(_math.copysign(1.0, value) < 0) << digits + top
    if _math.isnan(value):
        return sign | ((1 << top) - 1) << digits | 1 << digits - 1
    if _math.isinf(value):
        return sign | ((1 << top) - 1) << digits
    if value == 0:
        return sign
    fraction, exponent = _math.frexp(abs(value))
    exponent += bias - 1
    if exponent <= 0:
        mantissa = round(_math.ldexp(fraction, digits + exponent))
        return sign + mantissa
    mantissa = round(_math.ldexp(fraction, digits + 1))
    bits = (exponent << digits) + mantissa - (1 << digits)
    if bits >> digits >= (1 << top) - 1:
        raise OverflowError("float too large to pack with f format")
    return sign + bits


def _float_of(bits, size):
    digits, bias, top = (52, 1023, 11) if size == 8 else (23, 127, 8)
    sign = -1.0 if bits >> digits + top else 1.0
    exponent = bits >> digits & (1 << top) - 1
    mantissa = bits & (1 << digits) - 1
    if exponent == (1 << top) - 1:
        return _math.nan if mantissa else sign * _math.inf
    if exponent == 0:
        return sign * _math.ldexp(mantissa, 1 - bias - digits)
    return sign * _math.ldexp(mantissa + (1 << digits), exponent - bias - digits)


def pack(format, *values):
    order, items, _ = _items(format)
    wanted = sum(0 if code == "x" else 1 if code == "s" else count for code, count, _, _ in items)
    if wanted != len(values):
        raise error(f"pack expected {wanted} items for packing (got {len(values)})")
    out, at = [], 0
    for code, count, size, padding in items:
        out.append(b"\0" * padding)
        if code == "x":
            out.append(b"\0" * count)
        elif code == "s":
            if not isinstance(values[at], (bytes, bytearray)):
                raise error("argument for 's' must be a bytes object")
            out.append(bytes(values[at])[:count].ljust(count, b"\0"))
            at += 1
        else:
            for _ in range(count):
                out.append(_packed(code, values[at], size, order))
                at += 1
    return b"".join(out)


def unpack(format, buffer):
    order, items, total = _items(format)
    buffer = bytes(buffer)
    if len(buffer) != total:
        raise error(f"unpack requires a buffer of {total} bytes")
    return unpack_from(format, buffer)


def unpack_from(format, buffer, offset=0):
    order, items, total = _items(format)
    buffer = bytes(buffer)
    if len(buffer) - offset < total:
        raise error(f"unpack_from requires a buffer of at least {total + offset} bytes for "
                    f"unpacking {total} bytes at offset {offset} (actual buffer size is "
                    f"{len(buffer)})")
    found, at = [], offset
    for code, count, size, padding in items:
        at += padding
        if code == "s":
            found.append(buffer[at:at + count])
            at += count
            continue
        for _ in range(count):
            raw = buffer[at:at + size]
            at += size
            if code == "x":
                continue
            if code == "c":
                found.append(raw)
            elif code == "?":
                found.append(raw != b"\0")
            elif code in "fd":
                found.append(_float_of(int.from_bytes(raw, order), size))
            else:
                found.append(int.from_bytes(raw, order, signed=code.islower()))
    return tuple(found)


def iter_unpack(format, buffer):
    size = calcsize(format)
    for at in range(0, len(buffer), size):
        yield unpack(format, buffer[at:at + size])


class Struct:
    def __init__(self, format):
        self.format = format
        self.size = calcsize(format)

    def pack(self, *values):
        return pack(self.format, *values)

    def unpack(self, buffer):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)
