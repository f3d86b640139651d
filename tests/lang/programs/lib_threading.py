# since: 3.14
import threading
l=threading.Lock()
with l: print(l.locked())  # expect: True
print(l.locked(), l.acquire(), l.acquire(blocking=False)); l.release()  # expect: False True False
r=threading.RLock()
with r:
    with r: print("re")  # expect: re
x=threading.local(); x.a=1; print(x.a, threading.current_thread().name, threading.active_count())  # expect: 1 MainThread 1
e=threading.Event(); e.set(); print(e.is_set(), e.wait())  # expect: True True
try: l.release()
except RuntimeError as ex: print(ex)  # expect: release unlocked lock
