# Server-sent events of routes that yield. FastAPI sse.py; HTML Living Standard 9.2.
import json
import math
from typing import Annotated, Any

from fastapi.encoders import jsonable_encoder
from pydantic import AfterValidator, BaseModel, Field, model_validator
from starlette.responses import StreamingResponse

KEEPALIVE_COMMENT = b": ping\n\n"


class EventSourceResponse(StreamingResponse):
    media_type = "text/event-stream"


def _one_line(field):
    def check(value):
        if value is not None and field == "id" and "\0" in value:
            raise ValueError("SSE 'id' must not contain null characters")
        if value is not None and ("\r" in value or "\n" in value):
            raise ValueError(f"SSE '{field}' must be a single line")
        return value
    return AfterValidator(check)


class ServerSentEvent(BaseModel):
    data: Any = None
    raw_data: str | None = None
    event: Annotated[str | None, _one_line("event")] = None
    id: Annotated[str | None, _one_line("id")] = None
    retry: Annotated[int | None, Field(ge=0)] = None
    comment: str | None = None

    @model_validator(mode="after")
    def _check_data_exclusive(self):
        if self.data is not None and self.raw_data is not None:
            raise ValueError("Cannot set both 'data' and 'raw_data' on the same ServerSentEvent. "
                             "Use 'data' for JSON-serialized payloads or 'raw_data' for "
                             "pre-formatted strings.")
        return self


def format_sse_event(*, data_str=None, event=None, id=None, retry=None, comment=None):
    lines = []

    def add(field, text):
        if text is not None:
            for line in str(text).replace("\r\n", "\n").replace("\r", "\n").split("\n"):
                lines.append(f"{field}: {line}")

    add("", comment)
    add("event", event)
    add("data", data_str)
    add("id", id)
    add("retry", retry)
    return "".join(line + "\n" for line in [*lines, ""]).encode()


def _finite(value):
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, list):
        return [_finite(item) for item in value]
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    return value


# What is yielded, as JSON, where no type was declared for it.
def _plain_json(value):
    return json.dumps(_finite(jsonable_encoder(value)))


def _event_bytes(item):
    text = item.raw_data
    if text is None and item.data is not None:
        typed = hasattr(item.data, "model_dump_json")
        text = item.data.model_dump_json() if typed else _plain_json(item.data)
    return format_sse_event(data_str=text, event=item.event, id=item.id, retry=item.retry,
                            comment=item.comment)
