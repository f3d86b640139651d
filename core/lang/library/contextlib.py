# contextlib: what of it is easier said in Python; generators as managers are lib_contextlib.cpp.
import sys as _sys
from abc import ABC as _ABC
from collections import deque as _deque


class ContextDecorator:
    def __call__(self, func):
        from functools import wraps

        @wraps(func)
        def inner(*args, **kwds):
            with self:
                return func(*args, **kwds)
        return inner


class AbstractContextManager(_ABC):
    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None


class AbstractAsyncContextManager(_ABC):
    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc_value, traceback):
        return None


class aclosing:
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class redirect_stdout:
    _stream = "stdout"

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(_sys, self._stream))
        setattr(_sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        setattr(_sys, self._stream, self._old_targets.pop())


class redirect_stderr(redirect_stdout):
    _stream = "stderr"


def _method(cls, cm, name, kind):
    found = getattr(cls, name, None)
    if found is None:
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the "
                        f"{kind} protocol")
    return found


def _fix_context(error, outer, last):
    """An error that was raised while `last` was handled is in its context."""
    while error is not None:
        inner = error.__context__
        if inner is None or inner is last:
            return
        if inner is outer:
            break
        error = inner
    if error is not None:
        error.__context__ = last


class _Stack:
    def __init__(self):
        self._exits = _deque()

    def pop_all(self):
        made = type(self)()
        made._exits, self._exits = self._exits, _deque()
        return made

    def push(self, exit):
        method = getattr(type(exit), "__exit__", None)
        if method is None:
            self._exits.append((True, exit))
        else:
            self._exits.append((True, lambda *details: method(exit, *details)))
        return exit

    def enter_context(self, cm):
        cls = type(cm)
        enter = _method(cls, cm, "__enter__", "context manager")
        exit = _method(cls, cm, "__exit__", "context manager")
        result = enter(cm)
        self._exits.append((True, lambda *details: exit(cm, *details)))
        return result

    def callback(self, callback, /, *args, **kwds):
        def exit(*details):
            callback(*args, **kwds)
        self._exits.append((True, exit))
        return callback


class ExitStack(_Stack):
    def __enter__(self):
        return self

    def __exit__(self, *details):
        error = details[1]
        outer = error.__context__ if error is not None else None
        swallowed = False
        while self._exits:
            _, exit = self._exits.pop()
            try:
                given = (None, None, None) if error is None else (
                    type(error), error, error.__traceback__)
                if exit(*given) and error is not None:
                    error, swallowed = None, True
            except BaseException as new:
                if error is not None:
                    _fix_context(new, outer, error)
                error = new
        if error is not None and error is not details[1]:
            raise error
        return swallowed and error is None

    def close(self):
        self.__exit__(None, None, None)


class AsyncExitStack(_Stack):
    async def enter_async_context(self, cm):
        cls = type(cm)
        enter = _method(cls, cm, "__aenter__", "asynchronous context manager")
        exit = _method(cls, cm, "__aexit__", "asynchronous context manager")
        result = await enter(cm)
        self._exits.append((False, lambda *details: exit(cm, *details)))
        return result

    def push_async_exit(self, exit):
        method = getattr(type(exit), "__aexit__", None)
        if method is None:
            self._exits.append((False, exit))
        else:
            self._exits.append((False, lambda *details: method(exit, *details)))
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        async def exit(*details):
            await callback(*args, **kwds)
        self._exits.append((False, exit))
        return callback

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        error = details[1]
        outer = error.__context__ if error is not None else None
        swallowed = False
        while self._exits:
            is_sync, exit = self._exits.pop()
            try:
                given = (None, None, None) if error is None else (
                    type(error), error, error.__traceback__)
                suppress = exit(*given) if is_sync else await exit(*given)
                if suppress and error is not None:
                    error, swallowed = None, True
            except BaseException as new:
                if error is not None:
                    _fix_context(new, outer, error)
                error = new
        if error is not None and error is not details[1]:
            raise error
        return swallowed and error is None

    async def aclose(self):
        await self.__aexit__(None, None, None)
