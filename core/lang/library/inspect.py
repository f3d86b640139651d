# inspect: what functions take, and what kind of thing something is. Frames and sources cannot be
# looked at.
from collections import OrderedDict as _OrderedDict
from enum import IntEnum as _IntEnum
import types as _types


class _empty:
    pass


_same = object()


class _ParameterKind(_IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __str__(self):
        return self.name

    @property
    def description(self):
        return ("positional-only", "positional or keyword", "variadic positional", "keyword-only",
                "variadic keyword")[self._value_]


def formatannotation(annotation, base_module=None, *, quote_annotation_strings=True):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, _types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


class Parameter:
    POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
    KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
    VAR_KEYWORD = _ParameterKind.VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self.name = name
        self.kind = _ParameterKind(kind)
        self.default = default
        self.annotation = annotation

    def replace(self, *, name=_empty, kind=_empty, annotation=_empty, default=_empty):
        return Parameter(self.name if name is _empty else name,
                         self.kind if kind is _empty else kind,
                         default=self.default if default is _empty else default,
                         annotation=self.annotation if annotation is _empty else annotation)

    def __str__(self):
        text = self.name
        if self.annotation is not _empty:
            text += f": {formatannotation(self.annotation)}"
        if self.default is not _empty:
            equals = " = " if self.annotation is not _empty else "="
            text += equals + repr(self.default)
        if self.kind == Parameter.VAR_POSITIONAL:
            return "*" + text
        return "**" + text if self.kind == Parameter.VAR_KEYWORD else text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self.name, self.kind, self.default, self.annotation) == (
            other.name, other.kind, other.default, other.annotation)

    def __hash__(self):
        return hash((self.name, self.kind))


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        found = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind in (Parameter.VAR_KEYWORD, Parameter.KEYWORD_ONLY):
                break
            if name not in self.arguments:
                break
            if parameter.kind == Parameter.VAR_POSITIONAL:
                found.extend(self.arguments[name])
            else:
                found.append(self.arguments[name])
        return tuple(found)

    @property
    def kwargs(self):
        found, named = {}, False
        for name, parameter in self.signature.parameters.items():
            named = named or parameter.kind in (Parameter.VAR_KEYWORD, Parameter.KEYWORD_ONLY)
            if not named:
                named = name not in self.arguments and (
                    parameter.kind != Parameter.VAR_POSITIONAL)
                continue
            if name not in self.arguments:
                continue
            if parameter.kind == Parameter.VAR_KEYWORD:
                found.update(self.arguments[name])
            else:
                found[name] = self.arguments[name]
        return found

    def apply_defaults(self):
        arguments = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif parameter.default is not _empty:
                arguments[name] = parameter.default
            elif parameter.kind == Parameter.VAR_POSITIONAL:
                arguments[name] = ()
            elif parameter.kind == Parameter.VAR_KEYWORD:
                arguments[name] = {}
        self.arguments = arguments

    def __repr__(self):
        inside = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"<BoundArguments ({inside})>"


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = _types.MappingProxyType(
            {parameter.name: parameter for parameter in parameters or ()})
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **options):
        return signature(obj, **options)

    def replace(self, *, parameters=_same, return_annotation=_same):
        kept = self.parameters.values() if parameters is _same else parameters
        returned = self.return_annotation if return_annotation is _same else return_annotation
        return Signature(list(kept), return_annotation=returned)

    def _bind(self, args, kwargs, partial):
        arguments, left = {}, list(args)
        kwargs = dict(kwargs)
        for name, parameter in self.parameters.items():
            kind = parameter.kind
            if kind == Parameter.VAR_POSITIONAL:
                if left:
                    arguments[name] = tuple(left)
                    left = []
            elif kind == Parameter.VAR_KEYWORD:
                if kwargs:
                    arguments[name] = kwargs
                    kwargs = {}
            elif left and kind != Parameter.KEYWORD_ONLY:
                if name in kwargs and kind != Parameter.POSITIONAL_ONLY:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = left.pop(0)
            elif name in kwargs and kind != Parameter.POSITIONAL_ONLY:
                arguments[name] = kwargs.pop(name)
            elif parameter.default is _empty and not partial:
                only = " keyword-only" if kind == Parameter.KEYWORD_ONLY else ""
                raise TypeError(f"missing a required{only} argument: {name!r}")
        if left:
            raise TypeError("too many positional arguments")
        for name in kwargs:
            raise TypeError(f"got an unexpected keyword argument {name!r}")
        return BoundArguments(self, arguments)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def __str__(self):
        parts, kinds = [], set()
        for parameter in self.parameters.values():
            kind = parameter.kind
            if Parameter.POSITIONAL_ONLY in kinds and kind != Parameter.POSITIONAL_ONLY and (
                    "/" not in parts):
                parts.append("/")
            if kind == Parameter.KEYWORD_ONLY and Parameter.VAR_POSITIONAL not in kinds and (
                    "*" not in parts):
                parts.append("*")
            kinds.add(kind)
            parts.append(str(parameter))
        if kinds == {Parameter.POSITIONAL_ONLY}:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if self.return_annotation is not _empty:
            text += f" -> {formatannotation(self.return_annotation)}"
        return text

    def __repr__(self):
        return f"<Signature {self}>"

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return (list(self.parameters.values()) == list(other.parameters.values())
                and self.return_annotation == other.return_annotation)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False,
              annotation_format=None):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda one: hasattr(one, "__signature__"))
    own = getattr(obj, "__signature__", None)
    if isinstance(own, Signature):
        return own
    kind = _kind(obj)
    if kind == "method":
        return _without_first(signature(obj.__func__))
    if isinstance(obj, type):
        for name in ("__init__", "__new__"):
            method = getattr(obj, name, None)
            if "function" in _kind(method):
                found = _without_first(signature(method))
                return found.replace(return_annotation=_empty)
        return Signature()
    if "function" in kind:
        return _of_function(obj)
    if hasattr(obj, "func") and hasattr(obj, "keywords"):
        return _of_partial(obj)
    call = getattr(type(obj), "__call__", None)
    if "function" in _kind(call):
        return _without_first(signature(call))
    raise ValueError(f"no signature found for builtin {obj!r}")


class FullArgSpec(tuple):
    _fields = ("args", "varargs", "varkw", "defaults", "kwonlyargs", "kwonlydefaults",
               "annotations")

    def __getattr__(self, name):
        if name in FullArgSpec._fields:
            return self[FullArgSpec._fields.index(name)]
        raise AttributeError(name)

    def __repr__(self):
        return f"FullArgSpec({', '.join(f'{n}={v!r}' for n, v in zip(self._fields, self))})"


def getfullargspec(func):
    found = list(signature(func, follow_wrapped=False).parameters.values())

    def named(*kinds):
        return [one for one in found if one.kind in kinds]

    plain = named(Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
    only = named(Parameter.KEYWORD_ONLY)
    defaults = tuple(one.default for one in plain if one.default is not _empty)
    only_defaults = {one.name: one.default for one in only if one.default is not _empty}
    return FullArgSpec(([one.name for one in plain],
                        next((one.name for one in named(Parameter.VAR_POSITIONAL)), None),
                        next((one.name for one in named(Parameter.VAR_KEYWORD)), None),
                        defaults or None, [one.name for one in only], only_defaults or None,
                        {one.name: one.annotation for one in found
                         if one.annotation is not _empty}))


def _of_function(function):
    annotations = _annotations(function)
    parameters = []
    for name, kind, *default in _parameters(function):
        parameters.append(Parameter(name, kind, default=default[0] if default else _empty,
                                    annotation=annotations.get(name, _empty)))
    return Signature(parameters, return_annotation=annotations.get("return", _empty))


def _without_first(found):
    parameters = list(found.parameters.values())
    if parameters and parameters[0].kind in (Parameter.POSITIONAL_ONLY,
                                             Parameter.POSITIONAL_OR_KEYWORD):
        del parameters[0]
    return found.replace(parameters=parameters)


def _of_partial(partial):
    found = signature(partial.func)
    parameters, named = list(found.parameters.values())[len(partial.args):], False
    for at, parameter in enumerate(parameters):
        if parameter.name in partial.keywords:
            named = True
            parameter = parameter.replace(default=partial.keywords[parameter.name])
        if named and parameter.kind == Parameter.POSITIONAL_OR_KEYWORD:
            parameter = parameter.replace(kind=Parameter.KEYWORD_ONLY)
        parameters[at] = parameter
    return found.replace(parameters=parameters)


def unwrap(func, *, stop=None):
    for _ in range(1000):
        if not hasattr(func, "__wrapped__") or (stop is not None and stop(func)):
            return func
        func = func.__wrapped__
    raise ValueError(f"wrapper loop when unwrapping {func!r}")


def _function_of(obj):
    while True:
        if _kind(obj) == "method":
            obj = obj.__func__
        elif hasattr(obj, "func") and hasattr(obj, "keywords") and not isinstance(obj, type):
            obj = obj.func
        else:
            return obj


def isfunction(object):
    return "function" in _kind(object)


def ismethod(object):
    return _kind(object) == "method"


def isbuiltin(object):
    return _kind(object) == "builtin"


def isroutine(object):
    return isfunction(object) or ismethod(object) or isbuiltin(object)


def isclass(object):
    return isinstance(object, type)


def ismodule(object):
    return _kind(object) == "module"


def isgenerator(object):
    return _kind(object) == "generator"


def isasyncgen(object):
    return _kind(object) == "async generator"


def iscoroutine(object):
    return _kind(object) == "coroutine"


def isawaitable(object):
    return iscoroutine(object) or hasattr(type(object), "__await__")


def isgeneratorfunction(obj):
    return _kind(_function_of(obj)) == "generator function"


def iscoroutinefunction(obj):
    return _kind(_function_of(obj)) == "coroutine function"


def isasyncgenfunction(obj):
    return _kind(_function_of(obj)) == "async generator function"


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", None))


def isdatadescriptor(object):
    return hasattr(type(object), "__set__") or hasattr(type(object), "__delete__")


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margins = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip(" ")]
    margin = min(margins, default=0)
    lines = [lines[0].lstrip(" ")] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getmembers(object, predicate=None):
    found = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if _kind(value) == "method" and _kind(value.__func__) == "builtin":
            continue  # what CPython has as slots
        if predicate is None or predicate(value):
            found.append((name, value))
    return found


def getmro(cls):
    return cls.__mro__


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=None):
    return dict(_annotations(obj))


def __getattr__(name):
    raise ImportError(f"inspect.{name} is not offered here: sources and frames cannot be looked at "
                      "(inspect has signature, isfunction, iscoroutinefunction, getdoc, getmembers)")
