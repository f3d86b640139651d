# Functions of the program around fields and models, and what their exceptions become.
from typing import Annotated, Any

from pydantic import (AfterValidator, BaseModel, BeforeValidator, Field, PlainValidator, ValidationError,
                      ValidationInfo, WrapValidator, computed_field, field_serializer, field_validator,
                      model_serializer, model_validator)
from pydantic_core import PydanticCustomError


def errors(make):
    try:
        return make()
    except ValidationError as error:
        return error.errors(include_url=False)


class Account(BaseModel):
    a: int
    b: int = 0
    names: list[str] = []

    @field_validator("a")
    @classmethod
    def positive(cls, value):
        if value < 0:
            raise ValueError("must be positive")
        return value

    @field_validator("b", mode="before")
    @classmethod
    def added(cls, value, info: ValidationInfo):
        return value + info.data.get("a", 100) if isinstance(value, int) else value

    @field_validator("names", mode="wrap")
    @classmethod
    def wrapped(cls, value, handler):
        try:
            return handler(value)
        except ValidationError as error:
            return [error.errors()[0]["type"]]

    @model_validator(mode="before")
    @classmethod
    def renamed(cls, data: Any) -> Any:
        return {**data, "a": data["c"]} if isinstance(data, dict) and "c" in data else data

    @model_validator(mode="after")
    def lucky(self):
        if self.a == 13:
            raise ValueError("unlucky")
        if self.a == 14:
            raise PydanticCustomError("my_type", "bad {n}", {"n": 14})
        assert self.a != 15, "no fifteen"
        return self


print(Account(a=1, b=2), Account(c=5), Account(a=1, names=5))
# expect: a=1 b=3 names=[] a=5 b=0 names=[] a=1 b=0 names=['list_type']
print(errors(lambda: Account(a=-1)))
# expect: [{'type': 'value_error', 'loc': ('a',), 'msg': 'Value error, must be positive', 'input': -1, 'ctx': {'error': ValueError('must be positive')}}]
print(errors(lambda: Account(a=13)))
# expect: [{'type': 'value_error', 'loc': (), 'msg': 'Value error, unlucky', 'input': {'a': 13}, 'ctx': {'error': ValueError('unlucky')}}]
print(errors(lambda: Account(a=14)))
# expect: [{'type': 'my_type', 'loc': (), 'msg': 'bad 14', 'input': {'a': 14}, 'ctx': {'n': 14}}]
print(errors(lambda: Account(a=15)))
# expect: [{'type': 'assertion_error', 'loc': (), 'msg': 'Assertion failed, no fifteen', 'input': {'a': 15}, 'ctx': {'error': AssertionError('no fifteen')}}]
print(errors(lambda: Account(a="x", b="y")))
# expect: [{'type': 'int_parsing', 'loc': ('a',), 'msg': 'Input should be a valid integer, unable to parse string as an integer', 'input': 'x'}, {'type': 'int_parsing', 'loc': ('b',), 'msg': 'Input should be a valid integer, unable to parse string as an integer', 'input': 'y'}]

Upper = Annotated[str, AfterValidator(lambda value: value.upper())]
Length = Annotated[int, BeforeValidator(lambda v: len(v) if isinstance(v, str) else v), Field(gt=2)]


class Form(BaseModel):
    u: Upper
    n: Length = 5
    w: Annotated[int, WrapValidator(lambda value, handler: handler(value) + 1)] = 0
    p: Annotated[Any, PlainValidator(lambda value: ("plain", value))] = None

    @computed_field
    @property
    def both(self) -> str:
        return f"{self.u}{self.n}"

    @field_serializer("n")
    def shown(self, value, _info):
        return f"n={value}"


form = Form(u="abc", n="four", w="3", p=1)
print(repr(form))
# expect: Form(u='ABC', n=4, w=4, p=('plain', 1), both='ABC4')
print(form.model_dump(), form.model_dump_json())
# expect: {'u': 'ABC', 'n': 'n=4', 'w': 4, 'p': ('plain', 1), 'both': 'ABC4'} {"u":"ABC","n":"n=4","w":4,"p":["plain",1],"both":"ABC4"}
print(errors(lambda: Form(u="x", n="a")))
# expect: [{'type': 'greater_than', 'loc': ('n',), 'msg': 'Input should be greater than 2', 'input': 'a', 'ctx': {'gt': 2}}]


class Plain(BaseModel):
    x: int

    @model_serializer
    def shown(self) -> dict[str, Any]:
        return {"X": self.x}


class Wrapped(BaseModel):
    plain: Plain

    @model_serializer(mode="wrap")
    def shown(self, handler, info):
        return {**handler(self), "mode": info.mode}


print(Plain(x=1).model_dump(), Wrapped(plain=Plain(x=2)).model_dump(), Wrapped(plain=Plain(x=2)).model_dump_json())
# expect: {'X': 1} {'plain': {'X': 2}, 'mode': 'python'} {"plain":{"X":2},"mode":"json"}


class Later(BaseModel):
    x: int

    def model_post_init(self, context):
        self.x += 1


print(Later(x=1))
# expect: x=2


class OwnInit(BaseModel):
    a: int

    def __init__(self, a, **rest):
        super().__init__(a=a * 2, **rest)


print(OwnInit(2), OwnInit.model_validate({"a": 3}))
# expect: a=4 a=6
