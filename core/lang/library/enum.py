# enum: the functional form, Enum("Color", "RED GREEN"), and what says something of a class or an
# attribute. The classes are lib_enum.cpp.
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


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class EnumCheck(StrEnum):
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        values = [one.value for one in enumeration]
        if UNIQUE in self.checks:
            shown = [f"{name} -> {one.name}" for name, one in enumeration.__members__.items()
                     if name != one.name]
            if shown:
                raise ValueError(f"aliases found in {enumeration!r}: {', '.join(shown)}")
        if CONTINUOUS in self.checks and values and not issubclass(enumeration, Flag):
            missing = [str(v) for v in range(min(values), max(values)) if v not in values]
            if missing:
                raise ValueError(f"invalid {enumeration!r}: missing values {', '.join(missing)}")
        return enumeration


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


property = property


def show_flag_values(value):
    value = int(value)
    return [1 << at for at in range(value.bit_length()) if value >> at & 1]
