# enum: the functional form, Enum("Color", "RED GREEN"). The classes are lib_enum.cpp.
_type = type


def _functional(base, name, names=None, *, module=None, qualname=None, type=None, start=1,
                boundary=None):
    if names is None:
        raise ValueError(f"{name!r} is not a valid {base.__qualname__}")
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    if isinstance(names, dict):
        names = list(names.items())
    members = {}
    for at, entry in enumerate(names):
        if isinstance(entry, str):
            flag = issubclass(base, Flag)
            members[entry] = (start << at if flag else start + at)
            if issubclass(base, StrEnum):
                members[entry] = entry.lower()
        else:
            key, value = entry
            members[key] = value
    return _type(name, (base,) if type is None else (type, base), members)
