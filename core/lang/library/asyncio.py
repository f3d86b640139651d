# asyncio: tasks that take turns, and a clock of their own: when nobody can go on, time jumps to the
# next sleeper. So a program with sleeps prints what it prints in CPython, at once.
# What would wait for something that nobody can do any more is a RuntimeError.
import inspect as _inspect
from _asyncio_locks import (BoundedSemaphore, Condition, Event, LifoQueue, Lock, PriorityQueue,
                            Queue, QueueEmpty, QueueFull, QueueShutDown, Semaphore)
from _asyncio_loop import (ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, CancelledError, Future,
                           InvalidStateError, Task, _continue, _loop, all_tasks, create_task,
                           current_task, ensure_future, get_event_loop, get_running_loop,
                           isfuture, new_event_loop, run, set_event_loop, sleep)
from _asyncio_wait import (TaskGroup, as_completed, gather, shield, timeout, timeout_at, to_thread,
                           wait, wait_for)

TimeoutError = TimeoutError
AbstractEventLoop = type(_loop)


def iscoroutine(obj):
    return _inspect.iscoroutine(obj)


def iscoroutinefunction(func):
    return _inspect.iscoroutinefunction(func)


class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._closed = False

    def run(self, coro, *, context=None):
        return run(coro)

    def get_loop(self):
        return _loop

    def close(self):
        self._closed = True

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.close()


def __getattr__(name):
    raise ImportError(f"asyncio.{name} is not offered here: a program cannot reach the network, "
                      "processes or threads (asyncio has run, gather, create_task, sleep, wait_for, "
                      "Lock, Queue and their kin)")
