try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError("bad") from e
except ValueError as e:
    print(type(e.__cause__).__name__, e.__suppress_context__, type(e.__context__).__name__)  # expect: ZeroDivisionError True ZeroDivisionError
try:
    raise KeyError("a") from None
except KeyError as e:
    print(e.__cause__, e.__suppress_context__)  # expect: None True
