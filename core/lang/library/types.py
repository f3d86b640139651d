# types: MappingProxyType and what else is easier said in Python.


class MappingProxyType:
    """A mapping that cannot be changed, and shows what becomes of the one behind it."""
    __slots__ = ("_behind",)

    def __init__(self, mapping):
        self._behind = mapping

    def __getitem__(self, key):
        return self._behind[key]

    def __contains__(self, key):
        return key in self._behind

    def __iter__(self):
        return iter(self._behind)

    def __reversed__(self):
        return reversed(self._behind)

    def __len__(self):
        return len(self._behind)

    def __eq__(self, other):
        return self._behind == (other._behind if isinstance(other, MappingProxyType) else other)

    __hash__ = None

    def __or__(self, other):
        return self._behind | (other._behind if isinstance(other, MappingProxyType) else other)

    def __repr__(self):
        return f"mappingproxy({self._behind!r})"

    def __str__(self):
        return str(self._behind)

    def get(self, key, default=None):
        return self._behind.get(key, default)

    def keys(self):
        return self._behind.keys()

    def values(self):
        return self._behind.values()

    def items(self):
        return self._behind.items()

    def copy(self):
        return self._behind.copy()


MappingProxyType.__name__ = MappingProxyType.__qualname__ = "mappingproxy"


def _frame_kinds():
    try:
        raise LookupError
    except LookupError as error:
        return type(error.__traceback__)


class _Unseen:
    """A kind of object that no program here gets hold of."""


TracebackType = _frame_kinds()
CodeType = type("code", (_Unseen,), {})
FrameType = type("frame", (_Unseen,), {})
CellType = type("cell", (_Unseen,), {})
WrapperDescriptorType = MethodWrapperType = BuiltinMethodType = BuiltinFunctionType


DynamicClassAttribute = property


def new_class(name, bases=(), kwds=None, exec_body=None):
    namespace = {}
    if exec_body is not None:
        exec_body(namespace)
    kwds = dict(kwds or {})
    return kwds.pop("metaclass", type)(name, tuple(bases), namespace, **kwds)


def coroutine(func):
    return func
