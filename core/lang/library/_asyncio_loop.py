# The event loop of asyncio: futures, tasks, and a clock that jumps.
import contextvars as _contextvars
import heapq as _heapq
import inspect as _inspect
import time as _time
from collections import deque as _deque

ALL_COMPLETED = "ALL_COMPLETED"
FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"


class CancelledError(BaseException):
    pass


class InvalidStateError(Exception):
    pass


CancelledError.__module__ = "asyncio.exceptions"
InvalidStateError.__module__ = "asyncio.exceptions"


class Handle:
    def __init__(self, callback, args, when=0.0):
        self._callback = callback
        self._args = args
        self._when = when
        self._cancelled = False

    def cancel(self):
        self._cancelled = True

    def cancelled(self):
        return self._cancelled

    def when(self):
        return self._when


class _Loop:
    def __init__(self):
        self._ready = _deque()
        self._timers = []
        self._count = 0
        self._now = 0.0
        self._running = False
        self._tasks = []
        self._current = None
        self._names = 0

    def time(self):
        return self._now

    def is_running(self):
        return self._running or _inspect._in_coroutine()

    def is_closed(self):
        return False

    def close(self):
        pass

    def stop(self):
        pass

    def set_debug(self, enabled):
        pass

    def call_soon(self, callback, *args, context=None):
        handle = Handle(callback, args)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_at(self, when, callback, *args, context=None):
        handle = Handle(callback, args, when)
        self._count += 1
        _heapq.heappush(self._timers, (when, self._count, handle))
        return handle

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self._now + delay, callback, *args)

    def create_future(self):
        return Future()

    def create_task(self, coro, *, name=None, context=None, eager_start=None):
        return create_task(coro, name=name)

    def run_in_executor(self, executor, func, *args):
        future = Future()
        try:
            future.set_result(func(*args))
        except Exception as error:
            future.set_exception(error)
        return future

    def run_until_complete(self, future):
        future = ensure_future(future)
        self._run(future)
        return future.result()

    def _once(self):
        """One round, as CPython's loop makes it; False when nobody can go on."""
        timers = self._timers
        while timers and timers[0][2]._cancelled:
            _heapq.heappop(timers)
        if not self._ready:
            if not timers:
                return False
            if timers[0][0] > self._now:
                _time.sleep(timers[0][0] - self._now)
                self._now = timers[0][0]
        while timers and timers[0][0] <= self._now:
            handle = _heapq.heappop(timers)[2]
            if not handle._cancelled:
                self._ready.append(handle)
        for _ in range(len(self._ready)):
            if not self._ready:
                break
            handle = self._ready.popleft()
            if not handle._cancelled:
                handle._callback(*handle._args)
        return True

    def _run(self, future):
        outer = self._running, self._current
        self._running = True
        try:
            while not future.done():
                if not self._once():
                    raise RuntimeError(
                        "this program waits for something that never happens")
        finally:
            self._running, self._current = outer


_loop = _Loop()


class Future:
    _blocking = False

    def __init__(self, *, loop=None):
        self._state = "PENDING"
        self._result = None
        self._exception = None
        self._callbacks = []
        self._cancel_message = None

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)

    def get_loop(self):
        return _loop

    def done(self):
        return self._state != "PENDING"

    def cancelled(self):
        return self._state == "CANCELLED"

    def cancel(self, msg=None):
        if self._state != "PENDING":
            return False
        self._cancel_message = msg
        self._finish("CANCELLED")
        return True

    def _finish(self, state):
        self._state = state
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            _loop.call_soon(callback, self)

    def _cancelled_error(self):
        if self._cancel_message is None:
            return CancelledError()
        return CancelledError(self._cancel_message)

    def result(self):
        if self._state == "CANCELLED":
            raise self._cancelled_error()
        if self._state == "PENDING":
            raise InvalidStateError("Result is not ready.")
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        if self._state == "CANCELLED":
            raise self._cancelled_error()
        if self._state == "PENDING":
            raise InvalidStateError("Exception is not set.")
        return self._exception

    def add_done_callback(self, fn, *, context=None):
        if self._state != "PENDING":
            _loop.call_soon(fn, self)
        else:
            self._callbacks.append(fn)

    def remove_done_callback(self, fn):
        kept = [callback for callback in self._callbacks if callback != fn]
        removed = len(self._callbacks) - len(kept)
        self._callbacks = kept
        return removed

    def set_result(self, result):
        if self._state != "PENDING":
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._result = result
        self._finish("FINISHED")

    def set_exception(self, exception):
        if self._state != "PENDING":
            raise InvalidStateError(f"{self._state}: {self!r}")
        if isinstance(exception, type):
            exception = exception()
        if isinstance(exception, StopIteration):
            raise TypeError("StopIteration interacts badly with generators and cannot be raised "
                            "into a Future")
        self._exception = exception
        self._finish("FINISHED")

    def __await__(self):
        if self._state == "PENDING":
            yield self
        if self._state == "PENDING":
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__

    def __repr__(self):
        state = self._state.lower()
        if self._state == "FINISHED":
            state += (f" exception={self._exception!r}" if self._exception is not None
                      else f" result={self._result!r}")
        return f"<{type(self).__name__} {state}>"


class Task(Future):
    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        if not _inspect.iscoroutine(coro):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        Future.__init__(self)
        self._context = _contextvars.copy_context() if context is None else context
        _loop._names += 1
        self._name = f"Task-{_loop._names}" if name is None else str(name)
        self._coro = coro
        self._waiting = None
        self._must_cancel = False
        self._cancels = 0
        _loop._tasks.append(self)
        _loop.call_soon(self._step)

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def get_coro(self):
        return self._coro

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def cancel(self, msg=None):
        if self.done():
            return False
        self._cancels += 1
        if self._waiting is not None and self._waiting.cancel(msg):
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def cancelling(self):
        return self._cancels

    def uncancel(self):
        if self._cancels:
            self._cancels -= 1
        return self._cancels

    def _finish(self, state):
        if self in _loop._tasks:
            _loop._tasks.remove(self)
        Future._finish(self, state)

    def _step(self, error=None):
        if self.done():
            return
        if self._must_cancel:
            if not isinstance(error, CancelledError):
                error = self._cancelled_error()
            self._must_cancel = False
        self._waiting = None
        outer, _loop._current = _loop._current, self
        contexts = _contextvars._Current.stack
        contexts.append(self._context)
        try:
            yielded = self._coro.send(None) if error is None else self._coro.throw(error)
        except StopIteration as stop:
            if self._must_cancel:
                self._must_cancel = False
                self._finish("CANCELLED")
            else:
                self._result = stop.value
                self._finish("FINISHED")
        except CancelledError as cancelled:
            self._cancel_message = cancelled.args[0] if cancelled.args else None
            self._finish("CANCELLED")
        except BaseException as failure:
            self._exception = failure
            self._finish("FINISHED")
            if not isinstance(failure, Exception):
                raise
        else:
            self._wait_for(yielded)
        finally:
            _loop._current = outer
            contexts.pop()

    def _wait_for(self, yielded):
        if yielded is None:
            _loop.call_soon(self._step)
        elif isinstance(yielded, Future):
            if yielded is self:
                _loop.call_soon(self._step,
                                RuntimeError(f"Task cannot await on itself: {self!r}"))
                return
            yielded.add_done_callback(self._wake)
            self._waiting = yielded
            if self._must_cancel and yielded.cancel(self._cancel_message):
                self._must_cancel = False
        else:
            _loop.call_soon(self._step, RuntimeError(f"Task got bad yield: {yielded!r}"))

    def _wake(self, future):
        try:
            future.result()
        except BaseException as error:
            self._step(error)
        else:
            self._step()

    def __repr__(self):
        text = Future.__repr__(self)
        return text.replace(">", f" name={self._name!r} coro=<{self._coro.__qualname__}()>>", 1)


class _Later:
    """Steps aside once."""

    def __await__(self):
        yield


async def sleep(delay, result=None):
    if delay <= 0:
        await _Later()
        return result
    future = Future()
    handle = _loop.call_later(delay, _set_unless_done, future, result)
    try:
        return await future
    finally:
        handle.cancel()


def _set_unless_done(future, result):
    if not future.done():
        future.set_result(result)


async def _await(awaitable):
    return await awaitable


def isfuture(obj):
    return isinstance(obj, Future)


def create_task(coro, *, name=None, context=None, eager_start=None):
    if not _loop.is_running():
        raise RuntimeError("no running event loop")
    return Task(coro, name=name, context=context)


def ensure_future(coro_or_future, *, loop=None):
    if isinstance(coro_or_future, Future):
        return coro_or_future
    if _inspect.iscoroutine(coro_or_future):
        return Task(coro_or_future)
    if _inspect.isawaitable(coro_or_future):
        return Task(_await(coro_or_future))
    raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")


def current_task(loop=None):
    return _loop._current


def all_tasks(loop=None):
    return set(_loop._tasks)


def get_running_loop():
    if not _loop.is_running():
        raise RuntimeError("no running event loop")
    return _loop


def get_event_loop():
    return _loop


def new_event_loop():
    return _loop


def set_event_loop(loop):
    pass


def run(main, *, debug=None, loop_factory=None):
    if _loop.is_running():
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    if not _inspect.iscoroutine(main):
        if not _inspect.isawaitable(main):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        main = _await(main)
    task = Task(main)
    try:
        _loop._run(task)
        return task.result()
    finally:
        for left in list(_loop._tasks):
            left.cancel()
        for left in list(_loop._tasks):
            _loop._run(left)


def _continue(coroutine, yielded):
    """For a coroutine that was begun outside the loop and waits for something: to its end."""
    task = Task(coroutine, context=_contextvars._Current.stack[-1])
    _loop._ready.pop()
    task._wait_for(yielded)
    outer = _loop._current
    _loop._current = task
    try:
        _loop._run(task)
    finally:
        _loop._current = outer
    return task.result()
