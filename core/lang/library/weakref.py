# weakref: references that hold what they refer to. LIMIT: nothing here ever sees an object go, so
# that a reference is never dead; programs that only keep caches or back links do not notice.


class ref:
    def __init__(self, object, callback=None):
        if isinstance(object, (int, str, tuple, type(None), float, list, dict)) and (
                type(object) in (int, str, tuple, type(None), float, bool, list, dict)):
            raise TypeError(f"cannot create weak reference to '{type(object).__name__}' object")
        self._object = object

    def __call__(self):
        return self._object

    def __eq__(self, other):
        return isinstance(other, ref) and self._object == other._object

    def __hash__(self):
        return hash(self._object)


ReferenceType = ref


def proxy(object, callback=None):
    return object


class WeakValueDictionary(dict):
    pass


class WeakKeyDictionary(dict):
    pass


class WeakSet(set):
    pass
