print(isinstance(1, int), isinstance("a", (int, str)), isinstance([], dict), isinstance(None, type(None)))  # expect: True True False True
print(issubclass(bool, int), callable(len), callable("x"), id(None) == id(None))  # expect: True True False True
print(type(3.0).__name__, type({}).__name__, type(lambda: 0).__name__, type(len).__name__)  # expect: float dict function builtin_function_or_method
print(isinstance(5, int | str), isinstance(2.5, int | str))  # expect: True False
