# traceback: exceptions as text, as they are printed when nobody catches them.
import sys as _sys

_same = object()


def _given(exc, value):
    return exc if value is _same else value


def format_exc(limit=None, chain=True):
    handled = _handled()
    return "NoneType: None\n" if handled is None else _text(handled)


def print_exc(limit=None, file=None, chain=True):
    print(format_exc(), file=file if file is not None else _sys.stderr, end="")


def format_exception(exc, value=_same, tb=_same, limit=None, chain=True, **kwargs):
    exception = _given(exc, value)
    if exception is None:
        return ["NoneType: None\n"]
    return _text(exception).splitlines(True)


def print_exception(exc, value=_same, tb=_same, limit=None, file=None, chain=True, **kwargs):
    text = "".join(format_exception(exc, value))
    print(text, file=file if file is not None else _sys.stderr, end="")


def format_exception_only(exc, value=_same, *, show_group=False, **kwargs):
    exception = _given(exc, value)
    if exception is None:
        return ["NoneType: None\n"]
    lines = _text(exception).splitlines(True)
    kind = type(exception)
    name = kind.__qualname__
    if kind.__module__ not in ("builtins", "__main__"):
        name = f"{kind.__module__}.{name}"
    start = max((at for at, line in enumerate(lines) if line.startswith(name)), default=0)
    return lines[start:]


def __getattr__(name):
    raise ImportError(f"traceback.{name} is not offered here: frames cannot be looked at (traceback "
                      "has format_exc, print_exc, format_exception and print_exception)")
