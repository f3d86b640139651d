# Unions, discriminators, types of pydantic's own, generic and root models, dataclasses, adapters.
from dataclasses import dataclass, field
from typing import Annotated, Generic, Literal, NotRequired, Optional, TypedDict, TypeVar, Union

from pydantic import (BaseModel, EmailStr, Field, HttpUrl, Json, PositiveInt, RootModel, SecretStr,
                      StringConstraints, TypeAdapter, ValidationError, conint, conlist, constr, create_model)
from pydantic.dataclasses import dataclass as checked_dataclass


def errors(make):
    try:
        return make()
    except ValidationError as error:
        return error.errors(include_url=False)


class Cat(BaseModel):
    kind: Literal["cat"]
    meow: int


class Dog(BaseModel):
    kind: Literal["dog", "wolf"]
    bark: str


class Owner(BaseModel):
    pet: Annotated[Union[Cat, Dog], Field(discriminator="kind")]
    other: Cat | Dog | None = None
    number: int | str | float = 0


print(Owner(pet={"kind": "wolf", "bark": "w"}), repr(Owner(pet=Cat(kind="cat", meow=1), number="5").number))
# expect: pet=Dog(kind='wolf', bark='w') other=None number=0 '5'
print(errors(lambda: Owner(pet={"kind": "cow"})))
# expect: [{'type': 'union_tag_invalid', 'loc': ('pet',), 'msg': "Input tag 'cow' found using 'kind' does not match any of the expected tags: 'cat', 'dog', 'wolf'", 'input': {'kind': 'cow'}, 'ctx': {'discriminator': "'kind'", 'tag': 'cow', 'expected_tags': "'cat', 'dog', 'wolf'"}}]
print(errors(lambda: Owner(pet={})), errors(lambda: Owner(pet=5)))
# expect: [{'type': 'union_tag_not_found', 'loc': ('pet',), 'msg': "Unable to extract tag using discriminator 'kind'", 'input': {}, 'ctx': {'discriminator': "'kind'"}}] [{'type': 'model_attributes_type', 'loc': ('pet',), 'msg': 'Input should be a valid dictionary or object to extract fields from', 'input': 5}]
print(errors(lambda: Owner(pet={"kind": "cat"})))
# expect: [{'type': 'missing', 'loc': ('pet', 'cat', 'meow'), 'msg': 'Field required', 'input': {'kind': 'cat'}}]
print(errors(lambda: Owner(pet=Cat(kind="cat", meow=1), number=[])))
# expect: [{'type': 'int_type', 'loc': ('number', 'int'), 'msg': 'Input should be a valid integer', 'input': []}, {'type': 'string_type', 'loc': ('number', 'str'), 'msg': 'Input should be a valid string', 'input': []}, {'type': 'float_type', 'loc': ('number', 'float'), 'msg': 'Input should be a valid number', 'input': []}]


class Few(BaseModel):
    x: int = 0
    y: int = 0


class Other(BaseModel):
    x: int = 0
    z: int = 0


class Best(BaseModel):
    value: Few | Other


print(repr(Best(value={"z": 1})), repr(Best(value={"x": 1})))
# expect: Best(value=Other(x=0, z=1)) Best(value=Few(x=1, y=0))


class Numbers(RootModel[list[int]]):
    pass


print(Numbers([1, "2"]), Numbers([1]).model_dump_json(), errors(lambda: Numbers("x")))
# expect: root=[1, 2] [1] [{'type': 'list_type', 'loc': (), 'msg': 'Input should be a valid list', 'input': 'x'}]

Item = TypeVar("Item")


class Page(BaseModel, Generic[Item]):
    items: list[Item]


print(Page[int](items=["1"]), Page[Cat].__name__, Page[int] is Page[int], errors(lambda: Page[int](items=["x"])))
# expect: items=[1] Page[Cat] True [{'type': 'int_parsing', 'loc': ('items', 0), 'msg': 'Input should be a valid integer, unable to parse string as an integer', 'input': 'x'}]


class Sizes(BaseModel):
    a: conint(gt=1, lt=5) = 2
    b: constr(strip_whitespace=True, min_length=2, pattern="^a") = "ab"
    c: PositiveInt = 1
    d: conlist(int, min_length=1, max_length=2) = [1]
    e: Annotated[str, StringConstraints(to_upper=True, max_length=3)] = "x"
    f: Annotated[int | str, Field(gt=3)] = 5


print(Sizes(b="  abc ", e="abc"))
# expect: a=2 b='abc' c=1 d=[1] e='ABC' f=5
print(errors(lambda: Sizes(a=9, b="b", c=0, d=[])))
# expect: [{'type': 'less_than', 'loc': ('a',), 'msg': 'Input should be less than 5', 'input': 9, 'ctx': {'lt': 5}}, {'type': 'string_too_short', 'loc': ('b',), 'msg': 'String should have at least 2 characters', 'input': 'b', 'ctx': {'min_length': 2}}, {'type': 'greater_than', 'loc': ('c',), 'msg': 'Input should be greater than 0', 'input': 0, 'ctx': {'gt': 0}}, {'type': 'too_short', 'loc': ('d',), 'msg': 'List should have at least 1 item after validation, not 0', 'input': [], 'ctx': {'field_type': 'List', 'min_length': 1, 'actual_length': 0}}]
print(errors(lambda: Sizes(f=1)))
# expect: [{'type': 'greater_than', 'loc': ('f',), 'msg': 'Input should be greater than 3', 'input': 1, 'ctx': {'gt': 3}}]


class Net(BaseModel):
    mail: EmailStr = "a@b.co"
    page: HttpUrl = "http://x.com"
    data: Json[list[int]] = "[1]"


print(Net(mail="Ann <q@W.com>", page="HTTP://A.com/b c", data="[1,2]"))
# expect: mail='q@w.com' page=HttpUrl('http://a.com/b%20c') data=[1, 2]
print(errors(lambda: Net(mail="x")))
# expect: [{'type': 'value_error', 'loc': ('mail',), 'msg': 'value is not a valid email address: An email address must have an @-sign.', 'input': 'x', 'ctx': {'reason': 'An email address must have an @-sign.'}}]
print(errors(lambda: Net(mail="a@b_c.com")))
# expect: [{'type': 'value_error', 'loc': ('mail',), 'msg': "value is not a valid email address: The part after the @-sign contains invalid characters: '_'.", 'input': 'a@b_c.com', 'ctx': {'reason': "The part after the @-sign contains invalid characters: '_'."}}]
print(errors(lambda: Net(page="ftp://x.com")))
# expect: [{'type': 'url_scheme', 'loc': ('page',), 'msg': "URL scheme should be 'http' or 'https'", 'input': 'ftp://x.com', 'ctx': {'expected_schemes': "'http' or 'https'"}}]
print(errors(lambda: Net(page="nope", data="[")))
# expect: [{'type': 'url_parsing', 'loc': ('page',), 'msg': 'Input should be a valid URL, relative URL without a base', 'input': 'nope', 'ctx': {'error': 'relative URL without a base'}}, {'type': 'json_invalid', 'loc': ('data',), 'msg': 'Invalid JSON: EOF while parsing a list at line 1 column 1', 'input': '[', 'ctx': {'error': 'EOF while parsing a list at line 1 column 1'}}]
secret = SecretStr("abc")
print(secret, repr(secret), len(secret), secret.get_secret_value(), secret == SecretStr("abc"))
# expect: ********** SecretStr('**********') 3 abc True


@dataclass
class Point:
    x: int
    y: list[int] = field(default_factory=list)


class Shape(BaseModel):
    point: Point


print(Shape(point={"x": "1", "y": ["2"]}), errors(lambda: Shape(point={"y": 1})))
# expect: point=Point(x=1, y=[2]) [{'type': 'missing', 'loc': ('point', 'x'), 'msg': 'Field required', 'input': {'y': 1}}, {'type': 'list_type', 'loc': ('point', 'y'), 'msg': 'Input should be a valid list', 'input': 1}]


@checked_dataclass
class Sized:
    a: int
    b: str = "z"


print(Sized("1"), errors(lambda: Sized("x")))
# expect: Sized(a=1, b='z') [{'type': 'int_parsing', 'loc': (0,), 'msg': 'Input should be a valid integer, unable to parse string as an integer', 'input': 'x'}]


class Row(TypedDict):
    a: int
    b: NotRequired[str]


print(TypeAdapter(Row).validate_python({"a": "1", "c": 3}), errors(lambda: TypeAdapter(Row).validate_python({"b": 1})))
# expect: {'a': 1} [{'type': 'missing', 'loc': ('a',), 'msg': 'Field required', 'input': {'b': 1}}, {'type': 'string_type', 'loc': ('b',), 'msg': 'Input should be a valid string', 'input': 1}]
adapter = TypeAdapter(list[int])
print(adapter.validate_python(["1"]), adapter.dump_json([1, 2]), adapter.validate_json("[1]"))
# expect: [1] b'[1,2]' [1]
Made = create_model("Made", a=(int, ...), b=(str, "x"))
print(Made(a=1), errors(Made))
# expect: a=1 b='x' [{'type': 'missing', 'loc': ('a',), 'msg': 'Field required', 'input': {}}]


import datetime


class Party(BaseModel):
    day: Annotated[datetime.date, Field(gt=datetime.date(2024, 1, 1))]


print(errors(lambda: Party(day="2023-01-01")))
# expect: [{'type': 'greater_than', 'loc': ('day',), 'msg': 'Input should be greater than 2024-01-01', 'input': '2023-01-01', 'ctx': {'gt': '2024-01-01'}}]
