class Managed:
    def __enter__(self):
        return self
    def __exit__(self, *args):
        print("exit", args[0].__name__, args[1])  # expect: exit KeyError 'k'
try:
    with Managed():
        raise KeyError("k")
except KeyError as e:
    print("caught", e)  # expect: caught 'k'
