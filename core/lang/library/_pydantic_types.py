# pydantic's types that are a known one with a further rule: UUID4, PastDate, AwareDatetime ...
# The rules' words are pydantic's. pydantic types.py.
import base64
import binascii
import functools
import inspect
import ipaddress
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID


# The arguments of a call, as errors show them.
class ArgsKwargs:
    def __init__(self, args, kwargs):
        self.args, self.kwargs = args, kwargs

    def __repr__(self):
        more = f", {self.kwargs!r}" if self.kwargs else ""
        return f"ArgsKwargs({self.args!r}{more})"


def call_validator(call_checks):
    def validate_call(func=None, /, *, config=None, validate_return=False):
        def decorate(function):
            arguments_of, result_of = call_checks(function, validate_return)

            @functools.wraps(function)
            def checked(*args, **kwargs):
                args, kwargs = arguments_of(*args, **kwargs)
                return result_of(function(*args, **kwargs))

            @functools.wraps(function)
            async def awaited(*args, **kwargs):
                args, kwargs = arguments_of(*args, **kwargs)
                return result_of(await function(*args, **kwargs))

            made = awaited if inspect.iscoroutinefunction(function) else checked
            made.raw_function = function
            return made
        return decorate if func is None else decorate(func)
    return validate_call


def types(custom_error, after, plain, serializer, schema, call_checks):
    class KnownError(custom_error):
        known = True  # pydantic has a page about it

    def rule(holds, kind, words, context=None):
        def check(value):
            if not holds(value):
                raise KnownError(kind, words, context)
            return value
        return after(check)

    def version(number):
        return Annotated[UUID, rule(lambda value: value.version == number, "uuid_version",
                                    "UUID version {expected_version} expected",
                                    {"expected_version": number}),
                         schema({"type": "string", "format": f"uuid{number}"})]

    def address(kind, words, v4, v6):
        def read(value):
            for known in (v4, v6):
                try:
                    return known(value)
                except ValueError:
                    pass
            raise KnownError("ip_any_" + kind, f"value is not a valid IPv4 or IPv6 {words}")
        return Annotated[Any, plain(read), serializer(str, return_type=str),
                         schema({"type": "string", "format": "ipvany" + kind})]

    def encoded(kind, decode, encode, name):
        def read(value):
            data = value.encode() if isinstance(value, str) else value
            try:
                return kind(decode(data), "utf-8") if kind is str else decode(data)
            except (ValueError, binascii.Error) as error:
                raise KnownError("base64_decode", f"Base64 decoding error: '{error}'",
                                 {"error": str(error)})

        def write(value):
            data = value.encode() if isinstance(value, str) else value
            text = encode(data).decode()
            return text if kind is str else text.encode()
        return Annotated[kind, after(read), serializer(write, return_type=kind),
                         schema({"type": "string", "format": name})]

    class SerializeAsAny:
        def __class_getitem__(cls, item):
            return Annotated[item, serializer(lambda value: value)]

    def now(value):
        return datetime.now(value.tzinfo)

    found = {f"UUID{number}": version(number) for number in (1, 3, 4, 5, 6, 7, 8)}
    found["PastDate"] = Annotated[date, rule(lambda value: value < date.today(), "date_past",
                                             "Date should be in the past")]
    found["FutureDate"] = Annotated[date, rule(lambda value: value > date.today(), "date_future",
                                               "Date should be in the future")]
    found["PastDatetime"] = Annotated[datetime, rule(
        lambda value: value < now(value), "datetime_past", "Input should be in the past")]
    found["FutureDatetime"] = Annotated[datetime, rule(
        lambda value: value > now(value), "datetime_future", "Input should be in the future")]
    found["AwareDatetime"] = Annotated[datetime, rule(
        lambda value: value.tzinfo is not None, "timezone_aware",
        "Input should have timezone info")]
    found["NaiveDatetime"] = Annotated[datetime, rule(
        lambda value: value.tzinfo is None, "timezone_naive",
        "Input should not have timezone info")]
    found["IPvAnyAddress"] = address("address", "address", ipaddress.IPv4Address,
                                     ipaddress.IPv6Address)
    found["IPvAnyInterface"] = address("interface", "interface", ipaddress.IPv4Interface,
                                       ipaddress.IPv6Interface)
    found["IPvAnyNetwork"] = address("network", "network", ipaddress.IPv4Network,
                                     ipaddress.IPv6Network)
    for name, kind in (("Str", str), ("Bytes", bytes)):
        found["Base64" + name] = encoded(kind, base64.b64decode, base64.b64encode, "base64")
        found["Base64Url" + name] = encoded(kind, base64.urlsafe_b64decode,
                                            base64.urlsafe_b64encode, "base64url")
    found["SerializeAsAny"] = SerializeAsAny
    found["JsonValue"] = Any
    found["validate_call"] = call_validator(call_checks)
    return found
