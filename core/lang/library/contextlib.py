# contextlib: helpers for `with`.
import sys as _sys
from abc import ABC as _ABC
from collections import deque as _deque
from functools import wraps as _wraps


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @_wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return inner


class AsyncContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @_wraps(func)
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)
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


class _GeneratorManager:
    """A generator that yields once; `func` and its arguments make it anew for a decorator."""

    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        self.__doc__ = func.__doc__

    def _recreate_cm(self):
        return type(self)(self.func, self.args, self.kwds)

    def _is_same(self, error, value, stop):
        """Whether the generator only let `value` through; then `with` raises it on."""
        if error is value:
            return True
        return isinstance(value, stop) and error.__cause__ is value


class _GeneratorContextManager(_GeneratorManager, AbstractContextManager, ContextDecorator):
    def __enter__(self):
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                self.gen.close()
        if value is None:
            value = typ()
        try:
            self.gen.throw(value)
        except StopIteration as error:
            return error is not value
        except BaseException as error:
            if self._is_same(error, value, StopIteration):
                return False
            raise
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            self.gen.close()


class _AsyncGeneratorContextManager(_GeneratorManager, AbstractAsyncContextManager,
                                    AsyncContextDecorator):
    async def __aenter__(self):
        del self.args, self.kwds, self.func
        try:
            return await self.gen.__anext__()
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await self.gen.__anext__()
            except StopAsyncIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                await self.gen.aclose()
        if value is None:
            value = typ()
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as error:
            return error is not value
        except BaseException as error:
            if self._is_same(error, value, (StopIteration, StopAsyncIteration)):
                return False
            raise
        try:
            raise RuntimeError("generator didn't stop after athrow()")
        finally:
            await self.gen.aclose()


def contextmanager(func):
    @_wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper


def asynccontextmanager(func):
    @_wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)
    return helper


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        return exctype is not None and issubclass(exctype, self._exceptions)


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *excinfo):
        pass


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


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
