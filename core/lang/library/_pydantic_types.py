# pydantic's types that are a known one with a further rule: UUID4, PastDate, AwareDatetime ...
# The rules' words are pydantic's. pydantic types.py.
from datetime import date, datetime
from typing import Annotated
from uuid import UUID


def types(after, custom_error):
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
                                    {"expected_version": number})]

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
    return found
