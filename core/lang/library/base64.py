# base64: the alphabets of 32 and 85 letters. RFC 4648; those of 64 and 16 are lib_base64.cpp.
import binascii as _binascii

_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_32_HEX = "0123456789ABCDEFGHIJKLMNOPQRSTUV"
_85 = ("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
       "!#$%&()*+-;<=>?@^_`{|}~")


def _text(s):
    if isinstance(s, str):
        if not s.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return s
    if not isinstance(s, bytes):
        raise TypeError("argument should be a bytes-like object or ASCII string, not "
                        f"{type(s).__name__!r}")
    return s.decode("latin-1")


def _raw(s):
    if not isinstance(s, bytes):
        raise TypeError(f"a bytes-like object is required, not {type(s).__name__!r}")
    return s


def _encode_32(letters, s):
    s = _raw(s)
    bits = int.from_bytes(s + bytes(-len(s) % 5), "big")
    count = (len(s) + 4) // 5 * 8
    digits = [letters[bits >> 5 * at & 31] for at in range(count - 1, -1, -1)]
    kept = (len(s) * 8 + 4) // 5
    return ("".join(digits[:kept]) + "=" * (count - kept)).encode()


def _decode_32(letters, s, casefold, map01=None):
    s = _text(s)
    if len(s) % 8:
        raise _binascii.Error("Incorrect padding")
    if map01 is not None:
        s = s.replace("0", "O").replace("1", _text(map01))
    if casefold:
        s = s.upper()
    data = s.rstrip("=")
    pads = len(s) - len(data)
    bits = 0
    for digit in data:
        value = letters.find(digit)
        if value < 0:
            raise _binascii.Error("Non-base32 digit found")
        bits = bits << 5 | value
    if pads not in (0, 1, 3, 4, 6):
        raise _binascii.Error("Incorrect padding")
    size = len(data) * 5 // 8
    return (bits >> len(data) * 5 - size * 8).to_bytes(size, "big")


def b32encode(s):
    return _encode_32(_32, s)


def b32decode(s, casefold=False, map01=None):
    return _decode_32(_32, s, casefold, map01)


def b32hexencode(s):
    return _encode_32(_32_HEX, s)


def b32hexdecode(s, casefold=False):
    return _decode_32(_32_HEX, s, casefold)


def b85encode(b, pad=False):
    b = _raw(b)
    extra = -len(b) % 4
    b += bytes(extra)
    out = []
    for at in range(0, len(b), 4):
        word = int.from_bytes(b[at:at + 4], "big")
        out += [_85[word // 85 ** place % 85] for place in (4, 3, 2, 1, 0)]
    return "".join(out if pad or not extra else out[:-extra]).encode()


def b85decode(b):
    text = _text(b)
    extra = -len(text) % 5
    text += "~" * extra
    out = b""
    for at in range(0, len(text), 5):
        word = 0
        for place, letter in enumerate(text[at:at + 5], at):
            value = _85.find(letter)
            if value < 0:
                raise ValueError(f"bad base85 character at position {place}")
            word = word * 85 + value
        if word >= 1 << 32:
            raise ValueError(f"base85 overflow in hunk starting at byte {at}")
        out += word.to_bytes(4, "big")
    return out[:-extra] if extra else out


def encodebytes(s):
    s = _raw(s)
    return b"".join(b64encode(s[at:at + 57]) + b"\n" for at in range(0, len(s), 57))


def decodebytes(s):
    return b64decode(_raw(s))
