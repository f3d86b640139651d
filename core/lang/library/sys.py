# sys: facts about the Python that this is, and the two streams.
from collections import namedtuple as _namedtuple

_VersionInfo = _namedtuple("version_info", "major minor micro releaselevel serial")
_VersionInfo.__repr__ = lambda self: (
    f"sys.version_info(major={self[0]}, minor={self[1]}, micro={self[2]}, "
    f"releaselevel={self[3]!r}, serial={self[4]})")
_FloatInfo = _namedtuple("float_info", "max max_exp max_10_exp min min_exp min_10_exp dig mant_dig "
                                       "epsilon radix rounds")

version_info = _VersionInfo(3, 14, 0, "final", 0)
version = "3.14.0 (Authwalk)"
hexversion = 0x030E00F0
api_version = 1013
platform = "linux"
byteorder = "little"
maxsize = 9223372036854775807
maxunicode = 1114111
copyright = ""
executable = ""
prefix = exec_prefix = base_prefix = ""
argv = [""]
path = []
warnoptions = []
flags = ()
float_info = _FloatInfo(1.7976931348623157e308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15,
                        53, 2.220446049250313e-16, 2, 1)


class _Implementation:
    name = "authwalk"
    cache_tag = None
    version = version_info


implementation = _Implementation()


class _Stream:
    encoding = "utf-8"
    errors = "strict"
    closed = False
    mode = "w"

    def __init__(self, name, write):
        self.name = name
        self.write = write

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False

    def writable(self):
        return True

    def readable(self):
        return False

    def fileno(self):
        return 1 if self.name == "<stdout>" else 2

    def reconfigure(self, **options):
        pass

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode='w' encoding='utf-8'>"


stdout = __stdout__ = _Stream("<stdout>", _write)
stderr = __stderr__ = _Stream("<stderr>", _write_error)


def exc_info():
    handled = exception()
    if handled is None:
        return None, None, None
    return type(handled), handled, handled.__traceback__


def intern(string):
    if not isinstance(string, str):
        raise TypeError(f"intern() argument must be str, not {type(string).__name__}")
    return string


def getdefaultencoding():
    return "utf-8"


def getfilesystemencoding():
    return "utf-8"


def is_finalizing():
    return False


def setrecursionlimit(limit):
    if limit < 1:
        raise ValueError("recursion limit must be greater or equal than 1")


def __getattr__(name):
    if name == "exit":
        raise ImportError("sys.exit is not offered here: raise SystemExit instead")
    raise ImportError(f"sys.{name} is not offered here: a program cannot reach the interpreter or "
                      "the machine (sys has stdout, stderr, version_info, platform, maxsize)")
