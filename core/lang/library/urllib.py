# urllib: only urllib.parse; nothing is fetched.


def __getattr__(name):
    raise ImportError(f"urllib.{name} is not offered here: a program cannot reach the network "
                      "(urllib has parse)")
