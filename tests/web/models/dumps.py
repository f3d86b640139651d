# model_dump and its kin, and the text of a ValidationError.
import datetime
from enum import Enum
from typing import Optional

from pydantic import BaseModel, ConfigDict, Field, SecretStr, TypeAdapter, ValidationError


class Color(str, Enum):
    red = "red"


class Line(BaseModel):
    name: str
    amount: int = 1


class Order(BaseModel):
    id: int = Field(alias="orderId")
    lines: list[Line] = []
    color: Color = Color.red
    when: datetime.datetime = datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)
    delay: datetime.timedelta = datetime.timedelta(minutes=90)
    note: Optional[str] = None
    secret: SecretStr = SecretStr("abc")
    ratio: float = 1e-07


order = Order(orderId=1, lines=[{"name": "a"}, {"name": "b", "amount": 2}])
print(order.model_dump())
# expect: {'id': 1, 'lines': [{'name': 'a', 'amount': 1}, {'name': 'b', 'amount': 2}], 'color': <Color.red: 'red'>, 'when': datetime.datetime(2024, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), 'delay': datetime.timedelta(seconds=5400), 'note': None, 'secret': SecretStr('**********'), 'ratio': 1e-07}
print(order.model_dump(mode="json", by_alias=True))
# expect: {'orderId': 1, 'lines': [{'name': 'a', 'amount': 1}, {'name': 'b', 'amount': 2}], 'color': 'red', 'when': '2024-01-01T00:00:00Z', 'delay': 'PT1H30M', 'note': None, 'secret': '**********', 'ratio': 1e-07}
print(order.model_dump_json(exclude={"when", "delay"}))
# expect: {"id":1,"lines":[{"name":"a","amount":1},{"name":"b","amount":2}],"color":"red","note":null,"secret":"**********","ratio":1e-7}
print(order.model_dump(include={"lines": {0: {"name"}}}), order.model_dump(include={"lines": {"__all__": {"amount"}}}))
# expect: {'lines': [{'name': 'a'}]} {'lines': [{'amount': 1}, {'amount': 2}]}
print(order.model_dump(exclude={"lines": {"__all__": {"name"}}, "when": True}, exclude_defaults=True))
# expect: {'id': 1, 'lines': [{}, {'amount': 2}]}
print(order.model_dump(exclude_unset=True), order.model_dump(include={"note"}, exclude_none=True))
# expect: {'id': 1, 'lines': [{'name': 'a'}, {'name': 'b', 'amount': 2}]} {}
print(TypeAdapter(dict).dump_json({None: 1, True: 2, 1.5: 4, datetime.date(2024, 1, 1): float("nan")}))
# expect: b'{"None":1,"true":2,"1.5":4,"2024-01-01":null}'


class Base(BaseModel):
    kind: str = "base"


class More(Base):
    more: int = 1


class Holder(BaseModel):
    held: Base


print(Holder(held=More()).model_dump(), repr(Holder(held=More())))
# expect: {'held': {'kind': 'base'}} Holder(held=More(kind='base', more=1))
try:
    Order(orderId="x", lines=[5])
except ValidationError as error:
    print(error)
    # expect: 2 validation errors for Order
    # expect: orderId
    # expect:   Input should be a valid integer, unable to parse string as an integer [type=int_parsing, input_value='x', input_type=str]
    # expect:     For further information visit https://errors.pydantic.dev/2.14/v/int_parsing
    # expect: lines.0
    # expect:   Input should be a valid dictionary or instance of Line [type=model_type, input_value=5, input_type=int]
    # expect:     For further information visit https://errors.pydantic.dev/2.14/v/model_type
    print(error.error_count(), error.title, error.json(include_url=False, include_input=False))
    # expect: 2 Order [{"type":"int_parsing","loc":["orderId"],"msg":"Input should be a valid integer, unable to parse string as an integer"},{"type":"model_type","loc":["lines",0],"msg":"Input should be a valid dictionary or instance of Line","ctx":{"class_name":"Line"}}]
try:
    Order.model_validate_json('{"orderId":1,}')
except ValidationError as error:
    print(error.errors(include_url=False))
    # expect: [{'type': 'json_invalid', 'loc': (), 'msg': 'Invalid JSON: trailing comma at line 1 column 14', 'input': '{"orderId":1,}', 'ctx': {'error': 'trailing comma at line 1 column 14'}}]
try:
    Order.model_validate([1])
except ValidationError as error:
    print(error.errors(include_url=False))
    # expect: [{'type': 'model_type', 'loc': (), 'msg': 'Input should be a valid dictionary or instance of Order', 'input': [1], 'ctx': {'class_name': 'Order'}}]
