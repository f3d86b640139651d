print(issubclass(KeyError, LookupError), issubclass(ZeroDivisionError, ArithmeticError))  # expect: True True
print(issubclass(ValueError, Exception), issubclass(Exception, BaseException))  # expect: True True
print(issubclass(KeyboardInterrupt, Exception), issubclass(StopIteration, Exception))  # expect: False True
print(issubclass(UnicodeDecodeError, ValueError), issubclass(NotImplementedError, RuntimeError))  # expect: True True
for cls in (LookupError, ArithmeticError):
    try:
        {}["x"] if cls is LookupError else 1 // 0
    except cls as e:
        print(type(e).__name__)  # expect: KeyError
# expect: ZeroDivisionError
