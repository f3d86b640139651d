# pprint: containers over several lines when they do not fit one.
from collections import OrderedDict as _OrderedDict


def _short(value, sort):
    if type(value) in (dict, _OrderedDict):
        items = _sorted(value.items()) if sort else value.items()
        return "{" + ", ".join(f"{_short(k, sort)}: {_short(v, sort)}" for k, v in items) + "}"
    if type(value) is list:
        return "[" + ", ".join(_short(item, sort) for item in value) + "]"
    if type(value) is tuple:
        inside = ", ".join(_short(item, sort) for item in value)
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    return repr(value)


def _sorted(items):
    try:
        return sorted(items)
    except TypeError:
        return sorted(items, key=lambda item: (str(type(item)), str(item)))


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False,
                 sort_dicts=True, underscore_numbers=False):
        self._step = indent
        self._width = width
        self._sort = sort_dicts
        self._stream = stream

    def pformat(self, object):
        return self._lines(object, 0, 0)

    def pprint(self, object):
        print(self.pformat(object), file=self._stream)

    def _lines(self, value, indent, allowance):
        text = _short(value, self._sort)
        if len(text) <= self._width - indent - allowance:
            return text
        kind = type(value)
        if kind is dict and value:
            items = _sorted(value.items()) if self._sort else list(value.items())
            parts = []
            for at, (key, item) in enumerate(items):
                head = _short(key, self._sort) + ": "
                last = allowance + 1 if at == len(items) - 1 else 1
                parts.append(head + self._lines(item, indent + self._step + len(head), last))
            return self._joined("{", parts, "}", indent)
        if kind in (list, tuple, set, frozenset) and value:
            opening, closing = {list: "[]", tuple: "()", set: "{}"}.get(kind, ("frozenset({", "})"))
            items = _sorted(value) if kind in (set, frozenset) else list(value)
            inner = indent + len(opening) - 1 + self._step
            if kind is tuple and len(value) == 1:
                closing = ",)"
            parts = []
            for at, item in enumerate(items):
                last = allowance + len(closing) if at == len(items) - 1 else 1
                parts.append(self._lines(item, inner, last))
            return self._joined(opening, parts, closing, indent + len(opening) - 1)
        return text

    def _joined(self, opening, parts, closing, indent):
        between = ",\n" + " " * (indent + self._step)
        return opening + " " * (self._step - 1) + between.join(parts) + closing


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
            underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, sort_dicts=sort_dicts).pformat(object)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, sort_dicts=sort_dicts).pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return _short(object, True)
