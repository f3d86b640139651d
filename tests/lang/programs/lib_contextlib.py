from contextlib import contextmanager, suppress
log = []
@contextmanager
def managed(name):
    log.append("enter " + name)
    try:
        yield name.upper()
    except ValueError as e:
        log.append(f"caught {e}")
    finally:
        log.append("exit " + name)
with managed("a") as v:
    log.append(v)
with managed("b"):
    raise ValueError("bad")
with suppress(KeyError):
    {}["x"]
    log.append("never")
print(log)  # expect: ['enter a', 'A', 'exit a', 'enter b', 'caught bad', 'exit b']
