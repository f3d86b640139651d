# Fields: defaults, aliases, constraints, what a model says about itself.
from typing import Annotated, Literal, Optional

from pydantic import AliasChoices, AliasPath, BaseModel, ConfigDict, Field, PrivateAttr, ValidationError
from pydantic.alias_generators import to_camel, to_pascal, to_snake


def errors(make):
    try:
        return make()
    except ValidationError as error:
        return error.errors(include_url=False)


class Pet(BaseModel):
    model_config = ConfigDict(extra="allow")
    name: str
    kind: Literal["cat", "dog"] = "cat"


class Person(BaseModel):
    id: int
    name: str = Field(min_length=2, max_length=5, description="as written")
    pets: list[Pet] = []
    best: Optional[Pet] = None
    score: float = Field(default=1.5, ge=0, le=10)
    meta: dict[str, int] = Field(default_factory=dict)
    _secret: str = PrivateAttr(default="s")


ann = Person(id="3", name="ann", pets=[{"name": "x", "age": 3}])
print(ann)
# expect: id=3 name='ann' pets=[Pet(name='x', kind='cat', age=3)] best=None score=1.5 meta={}
print(repr(ann.pets[0]), ann.pets[0].age, ann.pets[0].model_extra, ann._secret)
# expect: Pet(name='x', kind='cat', age=3) 3 {'age': 3} s
print(sorted(ann.model_fields_set), list(Person.model_fields))
# expect: ['id', 'name', 'pets'] ['id', 'name', 'pets', 'best', 'score', 'meta']
print(Person.model_fields["name"].description, Person.model_fields["id"].is_required())
# expect: as written True
print(errors(lambda: Person(id="x", name="a", score=11, meta={"a": "b"})))
# expect: [{'type': 'int_parsing', 'loc': ('id',), 'msg': 'Input should be a valid integer, unable to parse string as an integer', 'input': 'x'}, {'type': 'string_too_short', 'loc': ('name',), 'msg': 'String should have at least 2 characters', 'input': 'a', 'ctx': {'min_length': 2}}, {'type': 'less_than_equal', 'loc': ('score',), 'msg': 'Input should be less than or equal to 10', 'input': 11, 'ctx': {'le': 10.0}}, {'type': 'int_parsing', 'loc': ('meta', 'a'), 'msg': 'Input should be a valid integer, unable to parse string as an integer', 'input': 'b'}]
print(errors(lambda: Person(pets=[1, {"kind": "cow"}])))
# expect: [{'type': 'missing', 'loc': ('id',), 'msg': 'Field required', 'input': {'pets': [1, {'kind': 'cow'}]}}, {'type': 'missing', 'loc': ('name',), 'msg': 'Field required', 'input': {'pets': [1, {'kind': 'cow'}]}}, {'type': 'model_type', 'loc': ('pets', 0), 'msg': 'Input should be a valid dictionary or instance of Pet', 'input': 1, 'ctx': {'class_name': 'Pet'}}, {'type': 'missing', 'loc': ('pets', 1, 'name'), 'msg': 'Field required', 'input': {'kind': 'cow'}}, {'type': 'literal_error', 'loc': ('pets', 1, 'kind'), 'msg': "Input should be 'cat' or 'dog'", 'input': 'cow', 'ctx': {'expected': "'cat' or 'dog'"}}]
print(ann == Person(id=3, name="ann", pets=[Pet(name="x", age=3)]), ann == 1)
# expect: True False
print(ann.model_copy(update={"name": "zed"}).name, ann.model_copy().pets is ann.pets)
# expect: zed True
print(Person.model_construct(id=1), dict(Pet(name="a", z=1)))
# expect: id=1 pets=[] best=None score=1.5 meta={} {'name': 'a', 'kind': 'cat', 'z': 1}


class Copied(BaseModel):
    items: list[int] = [1]
    twice: int = Field(default_factory=lambda data: len(data["items"]) * 2)


first, second = Copied(), Copied()
first.items.append(2)
print(first, second)
# expect: items=[1, 2] twice=2 items=[1] twice=2


class Camel(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)
    user_name: str


print(Camel(userName="a"), Camel(user_name="b").model_dump(by_alias=True), errors(Camel))
# expect: user_name='a' {'userName': 'b'} [{'type': 'missing', 'loc': ('userName',), 'msg': 'Field required', 'input': {}}]
print(to_camel("user_name"), to_pascal("foo_bar_baz"), to_snake("HTTPServer"), to_camel("x1_y2"))
# expect: userName FooBarBaz http_server x1Y2


class Paths(BaseModel):
    a: int = Field(validation_alias=AliasChoices("A", AliasPath("deep", 0, "x")))


print(Paths(A=1), Paths(deep=[{"x": 2}]), errors(Paths))
# expect: a=1 a=2 [{'type': 'missing', 'loc': ('A',), 'msg': 'Field required', 'input': {}}]


class Node(BaseModel):
    value: int
    kids: list["Node"] = []


print(Node(value=1, kids=[{"value": "2", "kids": [{"value": 3}]}]))
# expect: value=1 kids=[Node(value=2, kids=[Node(value=3, kids=[])])]


def local_model():
    class Local(BaseModel):
        a: int
        following: "Local | None" = None

    return Local


print(local_model()(a=1, following={"a": 2}))
# expect: a=1 following=Local(a=2, following=None)


class Frozen(BaseModel):
    model_config = {"frozen": True}
    a: int


print(hash(Frozen(a=1)) == hash(Frozen(a=1)))
# expect: True


def assign(model, name, value):
    setattr(model, name, value)


print(errors(lambda: assign(Frozen(a=1), "a", 2)))
# expect: [{'type': 'frozen_instance', 'loc': ('a',), 'msg': 'Instance is frozen', 'input': 2}]


class Checked(BaseModel):
    model_config = ConfigDict(validate_assignment=True, str_strip_whitespace=True, str_to_lower=True)
    a: int
    s: str = ""


checked = Checked(a=1, s=" AbC ")
checked.a = "5"
print(repr(checked), errors(lambda: assign(checked, "a", "x")))
# expect: Checked(a=5, s='abc') [{'type': 'int_parsing', 'loc': ('a',), 'msg': 'Input should be a valid integer, unable to parse string as an integer', 'input': 'x'}]


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")
    a: int
    b: list[int] = []


print(errors(lambda: Strict(a="1")), errors(lambda: Strict(a=1, b=(1,))), errors(lambda: Strict(a=1, c=2)))
# expect: [{'type': 'int_type', 'loc': ('a',), 'msg': 'Input should be a valid integer', 'input': '1'}] [{'type': 'list_type', 'loc': ('b',), 'msg': 'Input should be a valid list', 'input': (1,)}] [{'type': 'extra_forbidden', 'loc': ('c',), 'msg': 'Extra inputs are not permitted', 'input': 2}]
