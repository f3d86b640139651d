# asyncio: waiting for several things, and not for ever.
from _asyncio_loop import (ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, CancelledError, Future,
                           _loop, create_task, current_task, ensure_future, sleep)


class _Gathering(Future):
    def __init__(self, children):
        Future.__init__(self)
        self._children = children
        self._cancel_asked = False

    def cancel(self, msg=None):
        if self.done():
            return False
        cancelled = False
        for child in self._children:
            if child.cancel(msg):
                cancelled = True
        self._cancel_asked = self._cancel_asked or cancelled
        return cancelled


def gather(*coros_or_futures, return_exceptions=False):
    if not coros_or_futures:
        outer = Future()
        outer.set_result([])
        return outer
    known, children = {}, []
    for given in coros_or_futures:
        if id(given) not in known:
            known[id(given)] = ensure_future(given)
        children.append(known[id(given)])
    outer = _Gathering(list(known.values()))
    left = len(known)

    def done(child):
        nonlocal left
        left -= 1
        if outer.done():
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(child._cancelled_error())
                return
            if child.exception() is not None:
                outer.set_exception(child.exception())
                return
        if left:
            return
        results = []
        for one in children:
            if one.cancelled():
                results.append(CancelledError())
            else:
                results.append(one._result if one._exception is None else one._exception)
        if outer._cancel_asked:
            outer.set_exception(CancelledError())
        else:
            outer.set_result(results)

    for child in known.values():
        child.add_done_callback(done)
    return outer


def shield(arg):
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = Future()

    def done(inner):
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    inner.add_done_callback(done)
    return outer


class Timeout:
    def __init__(self, when):
        self._when = when
        self._expired = False
        self._handle = None

    def when(self):
        return self._when

    def expired(self):
        return self._expired

    def reschedule(self, when):
        self._when = when
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if when is not None:
            self._handle = _loop.call_at(when, self._expire)

    def _expire(self):
        self._expired = True
        self._task.cancel()

    async def __aenter__(self):
        if current_task() is None:
            await sleep(0)  # what a server began becomes a task where it first waits
        self._task = current_task()
        if self._task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._cancels = self._task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, kind, value, trace):
        if self._handle is not None:
            self._handle.cancel()
        if self._expired and self._task.uncancel() <= self._cancels and (
                kind is not None and issubclass(kind, CancelledError)):
            raise TimeoutError from value
        return None


def timeout(delay):
    return Timeout(None if delay is None else _loop.time() + delay)


def timeout_at(when):
    return Timeout(when)


async def wait_for(fut, timeout):
    if timeout is not None and timeout <= 0:
        future = ensure_future(fut)
        if future.done():
            return future.result()
        future.cancel()
        try:
            return await future
        except CancelledError as error:
            raise TimeoutError from error
    async with Timeout(None if timeout is None else _loop.time() + timeout):
        return await fut


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    futures = set(fs)
    if not futures:
        raise ValueError("Set of Tasks/Futures is empty.")
    if any(not isinstance(future, Future) for future in futures):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    waiter = Future()

    def enough():
        finished = [future for future in futures if future.done()]
        if len(finished) == len(futures):
            return True
        if return_when == FIRST_COMPLETED:
            return bool(finished)
        return return_when == FIRST_EXCEPTION and any(
            not future.cancelled() and future.exception() is not None for future in finished)

    def look(_):
        if not waiter.done() and enough():
            waiter.set_result(None)

    if not enough():
        handle = None
        if timeout is not None:
            handle = _loop.call_later(
                timeout, lambda: None if waiter.done() else waiter.set_result(None))
        for future in futures:
            future.add_done_callback(look)
        try:
            await waiter
        finally:
            if handle is not None:
                handle.cancel()
            for future in futures:
                future.remove_done_callback(look)
    done = {future for future in futures if future.done()}
    return done, futures - done


def as_completed(fs, *, timeout=None):
    from _asyncio_locks import Queue
    finished = Queue()
    futures = {ensure_future(one) for one in fs}
    for future in futures:
        future.add_done_callback(finished.put_nowait)

    async def one():
        return (await finished.get()).result()

    for _ in range(len(futures)):
        yield one()


async def to_thread(func, /, *args, **kwargs):
    await sleep(0)
    return func(*args, **kwargs)


class TaskGroup:
    def __init__(self):
        self._tasks = []
        self._errors = []
        self._parent = None
        self._entered = self._exiting = self._aborting = False
        self._parent_cancelled = False
        self._waiter = None

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        self._entered = True
        if current_task() is None:
            await sleep(0)
        self._parent = current_task()
        return self

    def create_task(self, coro, *, name=None, context=None):
        if not self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has not been entered")
        if self._exiting and not self._tasks:
            raise RuntimeError(f"TaskGroup {self!r} is finished")
        task = create_task(coro, name=name)
        self._tasks.append(task)
        task.add_done_callback(self._done)
        return task

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            task.cancel()

    def _done(self, task):
        self._tasks.remove(task)
        if self._waiter is not None and not self._tasks and not self._waiter.done():
            self._waiter.set_result(True)
        if task.cancelled() or task.exception() is None:
            return
        self._errors.append(task.exception())
        if not self._aborting and not self._parent_cancelled:
            self._abort()
            self._parent_cancelled = True
            self._parent.cancel()

    async def __aexit__(self, kind, value, trace):
        self._exiting = True
        cancelled = value if kind is not None and issubclass(kind, CancelledError) else None
        if self._parent_cancelled and self._parent.uncancel() == 0:
            cancelled = None
        if kind is not None and not self._aborting:
            self._abort()
        while self._tasks:
            self._waiter = Future()
            try:
                await self._waiter
            except CancelledError as error:
                if not self._aborting:
                    cancelled = error
                    self._abort()
            self._waiter = None
        if cancelled is not None and not self._errors:
            raise cancelled
        if kind is not None and not issubclass(kind, CancelledError):
            self._errors.append(value)
        if self._errors:
            self._parent.uncancel()
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors)
