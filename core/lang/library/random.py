# random: generators as objects; all chance is the run's. The functions are lib_random.cpp.


class Random:
    def __init__(self, x=None):
        pass


def _method(function):
    def method(self, *args, **kwargs):
        return function(*args, **kwargs)
    return method


for _function in (seed, random, uniform, randint, randrange, choice, choices, sample, shuffle,
                  getrandbits):
    setattr(Random, _function.__name__, _method(_function))


class SystemRandom(Random):
    pass
