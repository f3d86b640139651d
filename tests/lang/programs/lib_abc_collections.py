from collections.abc import Iterable, Mapping, Sequence, Callable, Hashable
print(isinstance([], Iterable), isinstance({}, Mapping), isinstance("a", Sequence), isinstance(len, Callable))  # expect: True True True True
print(isinstance(5, Iterable), isinstance([], Hashable), isinstance((), Hashable), issubclass(dict, Mapping))  # expect: False False True True
