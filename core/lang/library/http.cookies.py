# http.cookies: cookies as a server writes and reads them. RFC 6265; the words are CPython's.
import re as _re
import string as _string

_LEGAL = _string.ascii_letters + _string.digits + "!#$%&'*+-.^_`|~:"
_UNQUOTED = set(_LEGAL + " ()/<=>?@[]{}")


class CookieError(Exception):
    pass


def _legal_key(key):
    return bool(key) and all(c in _LEGAL for c in key)


def _quote(text):
    if text is None or _legal_key(text):
        return text
    out = ""
    for c in text:
        if c in '"\\':
            out += "\\" + c
        elif c in _UNQUOTED:
            out += c
        else:
            out += f"\\{ord(c):03o}"
    return f'"{out}"'


def _unquoted_one(match):
    return chr(int(match[1], 8)) if match[1] else match[2]


def _unquote(text):
    if text is None or len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    return _re.sub(r"\\(?:([0-3][0-7][0-7])|(.))", _unquoted_one, text[1:-1])


class Morsel(dict):
    """The value of one cookie, with its attributes as the items of a dict."""
    _reserved = {"expires": "expires", "path": "Path", "comment": "Comment", "domain": "Domain",
                 "max-age": "Max-Age", "secure": "Secure", "httponly": "HttpOnly",
                 "version": "Version", "samesite": "SameSite", "partitioned": "Partitioned"}
    _flags = {"secure", "httponly", "partitioned"}

    def __init__(self):
        self._key = self._value = self._coded_value = None
        for key in self._reserved:
            dict.__setitem__(self, key, "")

    @property
    def key(self):
        return self._key

    @property
    def value(self):
        return self._value

    @property
    def coded_value(self):
        return self._coded_value

    def __setitem__(self, key, value):
        key = key.lower()
        if key not in self._reserved:
            raise CookieError(f"Invalid attribute {key!r}")
        dict.__setitem__(self, key, value)

    def update(self, values):
        for key, value in dict(values).items():
            self[key] = value

    def isReservedKey(self, key):
        return key.lower() in self._reserved

    def set(self, key, val, coded_val):
        if key.lower() in self._reserved:
            raise CookieError(f"Attempt to set a reserved key {key!r}")
        if not _legal_key(key):
            raise CookieError(f"Illegal key {key!r}")
        self._key, self._value, self._coded_value = key, val, coded_val

    def output(self, attrs=None, header="Set-Cookie:"):
        return f"{header} {self.OutputString(attrs)}"

    __str__ = output

    def __repr__(self):
        return f"<{self.__class__.__name__}: {self.OutputString()}>"

    def OutputString(self, attrs=None):
        parts = [f"{self.key}={self.coded_value}"]
        for key, value in sorted(self.items()):
            if value == "" or (attrs is not None and key not in attrs):
                continue
            name = self._reserved[key]
            if key == "expires" and isinstance(value, int):
                parts.append(f"{name}={_date_after(value)}")
            elif key == "max-age" and isinstance(value, int):
                parts.append(f"{name}={value:d}")
            elif key == "comment" and isinstance(value, str):
                parts.append(f"{name}={_quote(value)}")
            elif key in self._flags:
                if value:
                    parts.append(name)
            else:
                parts.append(f"{name}={value}")
        return "; ".join(parts)


def _date_after(seconds):
    from datetime import datetime, timedelta, timezone
    then = datetime.now(timezone.utc) + timedelta(seconds=seconds)
    return then.strftime("%a, %d %b %Y %H:%M:%S GMT")


_PAIR = _re.compile(r"""\s*(?P<key>[\w\d!#%&'~_`><@,:/\$\*\+\-\.\^\|\)\(\?\}\{\=]+?)"""
                    r"""(\s*=\s*(?P<val>"(?:[^\\"]|\\.)*"|\w{3},\s[\w\d\s-]{9,11}\s[\d:]{8}\sGMT"""
                    r"""|[\w\d!#%&'~_`><@,:/\$\*\+\-\.\^\|\)\(\?\}\{\=\[\]]*))?\s*(\s+|;|$)""",
                    _re.ASCII)


class BaseCookie(dict):
    def __init__(self, input=None):
        if input:
            self.load(input)

    def value_decode(self, val):
        return val, val

    def value_encode(self, val):
        text = str(val)
        return text, text

    def _put(self, key, value, coded):
        morsel = self.get(key, Morsel())
        morsel.set(key, value, coded)
        dict.__setitem__(self, key, morsel)

    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            dict.__setitem__(self, key, value)
        else:
            self._put(key, *self.value_encode(value))

    def output(self, attrs=None, header="Set-Cookie:", sep="\r\n"):
        return sep.join(value.output(attrs, header) for key, value in sorted(self.items()))

    __str__ = output

    def __repr__(self):
        shown = [f"{key}={value.value!r}" for key, value in sorted(self.items())]
        return f"<{self.__class__.__name__}: {' '.join(shown)}>"

    def load(self, rawdata):
        if isinstance(rawdata, str):
            self._parse(rawdata)
        else:
            for key, value in rawdata.items():
                self[key] = value

    def _parse(self, text):
        found, at, last = [], 0, None
        while 0 <= at < len(text):
            match = _PAIR.match(text, at)
            if not match:
                break
            key, value = match["key"], match["val"]
            at = match.end(0)
            if key[0] == "$":
                if last:
                    found.append((last, key[1:], value))
            elif key.lower() in Morsel._reserved:
                if last is None:
                    return
                if value is None and key.lower() not in Morsel._flags:
                    return
                found.append((last, key, True if value is None else _unquote(value)))
            elif value is not None:
                found.append((None, key, self.value_decode(value)))
                last = key
            else:
                return
        for owner, key, value in found:
            if owner is None:
                self._put(key, *value)
            else:
                self[owner][key] = value


class SimpleCookie(BaseCookie):
    def value_decode(self, val):
        return _unquote(val), val

    def value_encode(self, val):
        text = str(val)
        return text, _quote(text)
