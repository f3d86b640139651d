# warnings: they are told to nobody but to catch_warnings(record=True).


class WarningMessage:
    def __init__(self, message, category):
        self.message = message
        self.category = category
        self.filename = ""
        self.lineno = 0

    def __str__(self):
        return str(self.message)


class catch_warnings:
    _open = []

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0,
                 append=False):
        self._record = record

    def __enter__(self):
        told = []
        catch_warnings._open.append(told)
        return told if self._record else None

    def __exit__(self, kind, value, trace):
        catch_warnings._open.pop()


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass, not "
                        f"{type(category).__name__!r}")
    if catch_warnings._open:
        if not isinstance(message, Warning):
            message = category(message)
        catch_warnings._open[-1].append(WarningMessage(message, category))
