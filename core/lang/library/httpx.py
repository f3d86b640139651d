# httpx, as far as a TestClient shows it: the headers and cookies of a client, a response's errors.
# What reaches a network is refused.
from collections.abc import MutableMapping as _MutableMapping
import time as _time


class HTTPError(Exception):
    def __init__(self, message):
        super().__init__(message)
        self._request = None

    @property
    def request(self):
        if self._request is None:
            raise RuntimeError("The .request property has not been set.")
        return self._request


class RequestError(HTTPError):
    def __init__(self, message, *, request=None):
        super().__init__(message)
        self._request = request


class TransportError(RequestError):
    pass


class TimeoutException(TransportError):
    pass


class ConnectError(TransportError):
    pass


class TooManyRedirects(RequestError):
    pass


class HTTPStatusError(HTTPError):
    def __init__(self, message, *, request, response):
        super().__init__(message)
        self._request = request
        self.response = response


class InvalidURL(Exception):
    pass


class CookieConflict(Exception):
    pass


def _no_network(*args, **kwargs):
    raise ConnectError("this sandbox offers no network")


get = post = put = patch = delete = head = options = request = stream = _no_network


def _pairs(given):
    if given is None:
        return []
    if isinstance(given, Headers):
        return given.multi_items()
    return list(given.items()) if hasattr(given, "items") else list(given)


def _text(value):
    return value.decode("latin-1") if isinstance(value, bytes) else value


class Headers(_MutableMapping):
    def __init__(self, headers=None, encoding=None):
        self._list = [(_text(name), _text(value)) for name, value in _pairs(headers)]
        self.encoding = encoding or "ascii"

    @property
    def raw(self):
        return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in self._list]

    def _merged(self):
        merged = {}
        for name, value in self._list:
            key = name.lower()
            merged[key] = merged[key] + ", " + value if key in merged else value
        return merged

    def keys(self):
        return self._merged().keys()

    def values(self):
        return self._merged().values()

    def items(self):
        return self._merged().items()

    def multi_items(self):
        return [(name.lower(), value) for name, value in self._list]

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def get_list(self, key, split_commas=False):
        values = [value for name, value in self._list if name.lower() == key.lower()]
        if not split_commas:
            return values
        return [part.strip() for value in values for part in value.split(",")]

    getlist = get_list

    def update(self, headers=None, **more):
        for name, value in _pairs(headers):
            self[name] = value
        for name, value in more.items():
            self[name] = value

    def copy(self):
        return Headers(self._list, encoding=self.encoding)

    def __getitem__(self, key):
        values = self.get_list(key)
        if not values:
            raise KeyError(key)
        return ", ".join(values)

    def __setitem__(self, key, value):
        key, value = _text(key), _text(value)
        if not isinstance(value, str):
            raise TypeError(f"Header value must be str or bytes, not {type(value)}")
        found = [i for i, (name, _) in enumerate(self._list) if name.lower() == key.lower()]
        for i in reversed(found[1:]):
            del self._list[i]
        if found:
            self._list[found[0]] = (key, value)
        else:
            self._list.append((key, value))

    def __delitem__(self, key):
        kept = [pair for pair in self._list if pair[0].lower() != key.lower()]
        if len(kept) == len(self._list):
            raise KeyError(key)
        self._list = kept

    def __contains__(self, key):
        return any(name.lower() == key.lower() for name, _ in self._list)

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._list)

    def __eq__(self, other):
        try:
            other = Headers(other)
        except (TypeError, ValueError):
            return False
        return sorted(self.multi_items()) == sorted(other.multi_items())

    __hash__ = None

    def __repr__(self):
        shown = [
            (name, "[secure]" if name in ("authorization", "proxy-authorization") else value)
            for name, value in self.multi_items()
        ]
        merged = dict(shown)
        return f"Headers({merged if len(merged) == len(shown) else shown})"


class _Cookie:
    def __init__(self, name, value, domain="", path="/", secure=False, expires=None):
        self.name, self.value, self.domain, self.path = name, value, domain, path
        self.secure, self.expires = secure, expires

    def is_expired(self):
        return self.expires is not None and self.expires <= _time.time()

    def goes_to(self, scheme, host, path):
        if self.is_expired() or (self.secure and scheme != "https"):
            return False
        domain = self.domain.lstrip(".")
        if domain and not (host == domain or (self.domain[0] == "." and host.endswith(self.domain))):
            return False
        if path == self.path or not path.startswith(self.path):
            return path == self.path
        return self.path.endswith("/") or path[len(self.path)] == "/"


def _host(host):
    host = host.partition(":")[0].lower()
    return host if "." in host else host + ".local"


class Cookies(_MutableMapping):
    def __init__(self, cookies=None):
        self._cookies = {}
        if isinstance(cookies, Cookies):
            self._cookies = dict(cookies._cookies)
        else:
            for name, value in _pairs(cookies):
                self.set(name, value)

    @property
    def jar(self):
        return list(self._cookies.values())

    def _put(self, cookie):
        self._cookies[cookie.domain, cookie.path, cookie.name] = cookie

    def _drop(self, cookie):
        self._cookies.pop((cookie.domain, cookie.path, cookie.name), None)

    def _found(self, name, domain=None, path=None):
        return [
            cookie
            for cookie in self._cookies.values()
            if cookie.name == name
            and (domain is None or cookie.domain == domain)
            and (path is None or cookie.path == path)
        ]

    def set(self, name, value, domain="", path="/"):
        self._put(_Cookie(name, value, domain, path))

    def get(self, name, default=None, domain=None, path=None):
        found = self._found(name, domain, path)
        if len(found) > 1:
            raise CookieConflict(f"Multiple cookies exist with name={name}")
        return found[0].value if found else default

    def delete(self, name, domain=None, path=None):
        for cookie in self._found(name, domain, path):
            self._drop(cookie)

    def clear(self, domain=None, path=None):
        for cookie in self.jar:
            if domain in (None, cookie.domain) and path in (None, cookie.path):
                self._drop(cookie)

    def update(self, cookies=None):
        for cookie in Cookies(cookies).jar:
            self._put(cookie)

    def __setitem__(self, name, value):
        self.set(name, value)

    def __getitem__(self, name):
        value = self.get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __delitem__(self, name):
        self.delete(name)

    def __len__(self):
        return len(self._cookies)

    def __iter__(self):
        return iter([cookie.name for cookie in self._cookies.values()])

    def __bool__(self):
        return bool(self._cookies)

    def __repr__(self):
        shown = ", ".join(
            f"<Cookie {cookie.name}={cookie.value} for {cookie.domain} />" for cookie in self.jar
        )
        return f"<Cookies[{shown}]>"

    # What a Set-Cookie field of `host` says, as far as its rules let it.
    def _keep(self, field, host, path):
        first, *attributes = field.split(";")
        name, equals, value = first.partition("=")
        if not equals:
            return
        cookie = _Cookie(name.strip(), value.strip(), _host(host), path[: path.rfind("/")] or "/")
        max_age = None
        for attribute in attributes:
            key, _, given = attribute.strip().partition("=")
            key = key.lower()
            if key == "path" and given.startswith("/"):
                cookie.path = given
            elif key == "secure":
                cookie.secure = True
            elif key == "max-age":
                max_age = given
            elif key == "expires" and max_age is None and "1970" in given:
                cookie.expires = 0
            elif key == "domain" and given:
                domain = given.lower() if given.startswith(".") else "." + given.lower()
                if not ("." + _host(host)).endswith(domain) or "." not in domain[1:]:
                    return
                cookie.domain = domain
        if max_age is not None and max_age.lstrip("-").isdigit():
            cookie.expires = _time.time() + int(max_age)
        if cookie.is_expired():
            self._drop(cookie)
        else:
            self._put(cookie)

    def _field(self, scheme, host, path):
        sent = [
            cookie for cookie in self.jar if cookie.goes_to(scheme, _host(host), path or "/")
        ]
        sent.sort(key=lambda cookie: len(cookie.path), reverse=True)
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in sent)


class Request:
    def __init__(self, method, url, headers, content):
        self.method, self.url, self.headers, self.content = method, url, headers, content
        self.extensions = {}

    def read(self):
        return self.content

    def __repr__(self):
        return f"<Request({self.method!r}, {str(self.url)!r})>"


class Response:
    http_version = "HTTP/1.1"
    encoding = "utf-8"
    default_encoding = "utf-8"
    is_closed = True
    is_stream_consumed = True
    next_request = None

    def json(self, **kwargs):
        import json

        return json.loads(self.text, **kwargs)

    def read(self):
        return self.content

    def close(self):
        pass

    @property
    def is_informational(self):
        return 100 <= self.status_code < 200

    @property
    def is_success(self):
        return 200 <= self.status_code < 300

    @property
    def is_redirect(self):
        return 300 <= self.status_code < 400

    @property
    def is_client_error(self):
        return 400 <= self.status_code < 500

    @property
    def is_server_error(self):
        return 500 <= self.status_code < 600

    @property
    def is_error(self):
        return 400 <= self.status_code < 600

    @property
    def has_redirect_location(self):
        return self.status_code in (301, 302, 303, 307, 308) and "Location" in self.headers

    @property
    def num_bytes_downloaded(self):
        return len(self.content)

    def iter_bytes(self, chunk_size=None):
        size = chunk_size or len(self.content) or 1
        for begin in range(0, len(self.content), size):
            yield self.content[begin : begin + size]

    iter_raw = iter_bytes

    def iter_text(self, chunk_size=None):
        size = chunk_size or len(self.text) or 1
        for begin in range(0, len(self.text), size):
            yield self.text[begin : begin + size]

    def iter_lines(self):
        yield from self.text.splitlines()

    def raise_for_status(self):
        if self.is_success:
            return self
        kinds = {1: "Informational response", 3: "Redirect response", 4: "Client error",
                 5: "Server error"}
        kind = kinds.get(self.status_code // 100, "Invalid status code")
        message = f"{kind} '{self.status_code} {self.reason_phrase}' for url '{self.url}'"
        if self.has_redirect_location:
            message += f"\nRedirect location: '{self.headers['location']}'"
        message += (
            "\nFor more information check: "
            f"https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/{self.status_code}"
        )
        raise HTTPStatusError(message, request=self.request, response=self)

    def __repr__(self):
        return f"<Response [{self.status_code} {self.reason_phrase}]>"


# with client.stream("GET", "/") as response: the whole answer is there already.
class _Stream:
    def __init__(self, response):
        self._response = response

    def __enter__(self):
        return self._response

    def __exit__(self, *details):
        return False


class BasicAuth:
    def __init__(self, username, password):
        self._pair = (username, password)

    def __getitem__(self, index):
        return self._pair[index]


_TYPES = {
    "txt": "text/plain", "html": "text/html", "htm": "text/html", "csv": "text/csv",
    "json": "application/json", "pdf": "application/pdf", "png": "image/png",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml",
    "webp": "image/webp", "xml": "text/xml", "css": "text/css", "js": "text/javascript",
    "md": "text/markdown", "py": "text/x-python", "zip": "application/zip",
    "mp3": "audio/mpeg", "mp4": "video/mp4",
}


def _guessed(filename):
    return _TYPES.get(filename.rpartition(".")[2].lower(), "application/octet-stream")


def _quoted(text):
    return text.replace("\\", "\\\\").replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _bytes_of(content):
    if hasattr(content, "read"):
        content = content.read()
    return content.encode() if isinstance(content, str) else content


def _data_part(name, value):
    if isinstance(value, bool):
        value = "true" if value else "false"
    body = b"" if value is None else value if isinstance(value, bytes) else str(value).encode()
    return f'Content-Disposition: form-data; name="{_quoted(name)}"\r\n\r\n'.encode() + body


def _file_part(name, value):
    headers = {}
    content_type = None
    if isinstance(value, tuple):
        filename, content, *rest = value
        content_type = rest[0] if rest else None
        headers = dict(rest[1]) if len(rest) > 1 else {}
    else:
        filename = str(getattr(value, "name", "upload")).rpartition("/")[2]
        content = value
    head = f'Content-Disposition: form-data; name="{_quoted(name)}"'
    if filename:
        head += f'; filename="{_quoted(filename)}"'
        content_type = content_type or _guessed(filename)
    if content_type is not None and not any(key.lower() == "content-type" for key in headers):
        headers["Content-Type"] = content_type
    for key, text in headers.items():
        head += f"\r\n{key}: {text}"
    return head.encode() + b"\r\n\r\n" + _bytes_of(content)


# A body of multipart/form-data, and the boundary between its parts.
def _multipart(data, files):
    import secrets

    boundary = secrets.token_hex(16)
    parts = []
    for name, value in _pairs(data):
        for one in value if isinstance(value, (list, tuple)) else [value]:
            parts.append(_data_part(name, one))
    parts.extend(_file_part(name, value) for name, value in _pairs(files))
    body = b"".join(b"--" + boundary.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    return body + b"--" + boundary.encode() + b"--\r\n", boundary
