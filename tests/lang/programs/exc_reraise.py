try:
    try:
        raise KeyError("k")
    except KeyError:
        raise
except KeyError as e:
    print("again", e)  # expect: again 'k'
def f():
    raise  # expect error: RuntimeError: No active exception to reraise
f()
