# dataclasses: make_dataclass; the rest is lib_dataclasses.cpp.
from keyword import iskeyword as _iskeyword


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True,
                   order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False,
                   slots=False, weakref_slot=False, module=None, decorator=None):
    import typing

    members = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, hint = item, typing.Any
        elif len(item) == 2:
            name, hint = item
        elif len(item) == 3:
            name, hint, members[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if _iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = hint
    members["__annotations__"] = annotations
    cls = type(cls_name, bases, members)
    return (decorator or dataclass)(cls, init=init, repr=repr, eq=eq, order=order,
                                    unsafe_hash=unsafe_hash, frozen=frozen, kw_only=kw_only,
                                    match_args=match_args, slots=slots)
