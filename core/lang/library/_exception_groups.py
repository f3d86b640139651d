# The methods of exception groups: parts of a group are groups of the same shape. PEP 654.


def _test_of(condition):
    if isinstance(condition, type) and issubclass(condition, BaseException) or (
            isinstance(condition, tuple)):
        return lambda error: isinstance(error, condition)
    if callable(condition) and not isinstance(condition, type):
        return condition
    raise TypeError("expected an exception type, a tuple of exception types, or a callable (other "
                    "than a class)")


def _part(error, test, wanted):
    if test(error):
        return error if wanted else None
    if not isinstance(error, BaseExceptionGroup):
        return None if wanted else error
    kept = [part for one in error.exceptions if (part := _part(one, test, wanted)) is not None]
    if not kept:
        return None
    made = error.derive(kept)
    made.__cause__ = error.__cause__
    made.__context__ = error.__context__
    made.__suppress_context__ = error.__suppress_context__
    for note in getattr(error, "__notes__", ()):
        made.add_note(note)
    return made


def split(self, condition, /):
    test = _test_of(condition)
    return _part(self, test, True), _part(self, test, False)


def subgroup(self, condition, /):
    return _part(self, _test_of(condition), True)


def derive(self, excs, /):
    whole = all(isinstance(one, Exception) for one in excs)
    return (ExceptionGroup if whole else BaseExceptionGroup)(self.message, excs)
