# os: an environment without variables, and names; files and processes are out of reach.
import secrets as _secrets

import os.path as path

name = "posix"
sep = "/"
altsep = None
extsep = "."
pathsep = ":"
linesep = "\n"
curdir = "."
pardir = ".."
devnull = "/dev/null"


class _Environ(dict):
    """Text only, as the real one."""

    def __setitem__(self, key, value):
        for text in (key, value):
            if not isinstance(text, str):
                raise TypeError(f"str expected, not {type(text).__name__}")
        dict.__setitem__(self, key, value)

    def __repr__(self):
        inside = ", ".join(f"{key!r}: {value!r}" for key, value in self.items())
        return f"environ({{{inside}}})"


environ = _Environ()


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def urandom(size):
    return _secrets.token_bytes(size)


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")


def __getattr__(name):
    raise ImportError(f"os.{name} is not offered here: a program cannot reach files, processes or "
                      "the machine (os has environ, getenv, urandom and path)")
