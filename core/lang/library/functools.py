# functools: generic functions and methods made of parts; the rest is lib_functools.cpp.
import types as _types


def _class_of_hint(func):
    import typing
    hints = typing.get_type_hints(func)
    if not hints:
        raise TypeError(f"Invalid first argument to `register()`: {func!r}. Use either "
                        "`@register(some_class)` or plain `@register` on an annotated function.")
    return next(iter(hints.values()))


def _members(cls):
    if isinstance(cls, _types.UnionType):
        return cls.__args__
    return (cls,)


def singledispatch(func):
    registry = {object: func}

    def dispatch(cls):
        for ancestor in cls.__mro__:
            if ancestor in registry:
                return registry[ancestor]
        for known in registry:
            if known is not object and issubclass(cls, known):
                return registry[known]
        return registry[object]

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, (type, _types.UnionType)):
                return lambda f: register(cls, f)
            func, cls = cls, _class_of_hint(cls)
        for member in _members(cls):
            registry[member] = func
        return func

    @wraps(func)
    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{func.__name__} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = _types.MappingProxyType(registry)
    return wrapper


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            if not args:
                raise TypeError(f"{self.func.__name__} requires at least 1 positional argument")
            found = self.dispatcher.dispatch(args[0].__class__)
            return found.__get__(obj, cls)(*args, **kwargs)
        return method


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        bound = self.func.__get__(obj, cls) if hasattr(self.func, "__get__") else self.func

        def method(*args, **keywords):
            return bound(*self.args, *args, **{**self.keywords, **keywords})

        def unbound(owner, /, *args, **keywords):
            return bound(owner, *self.args, *args, **{**self.keywords, **keywords})
        return unbound if bound is self.func else method
