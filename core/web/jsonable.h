// web/jsonable.h -- guest values to JSON text and back.
// to_json is FastAPI's jsonable_encoder and json.dumps(ensure_ascii=False, separators=(",", ":"),
// allow_nan=False) in one walk; what either would raise is raised: ValueError "Circular reference
// detected", "Out of range float values are not JSON compliant: nan", RecursionError when nested
// too deep, ValueError for what cannot be turned into a dict.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lang/vm.h"

namespace web {

// Appends to `out`. On a raise or stop `out` holds a part and is to be thrown away.
lang::Completion to_json(lang::Vm& vm, const lang::Value& value, std::string& out);

// pydantic's to_json of a value that was held to a declared type: 1e-7, null for NaN, "Z" for UTC,
// a Decimal as text. LIMIT: a timedelta is its seconds, as in to_json.
lang::Completion to_typed_json(lang::Vm& vm, const lang::Value& value, std::string& out);

// json.dumps with those arguments but without jsonable_encoder (what JSONResponse.render does):
// anything but dict, list, tuple, str, int, float, bool, None is a TypeError.
lang::Completion dump_json(lang::Vm& vm, const lang::Value& value, std::string& out);

struct JsonFault {
    std::string message;        // "Expecting value"
    std::int64_t position = 0;  // in characters
};
// json.loads of text: duplicate keys keep the last, NaN and Infinity are numbers. A syntax fault is
// told in `fault` (the Value is then None). Raised: RecursionError, ValueError for an integer of
// more than 4300 digits.
lang::Completion json_value(lang::Vm& vm, std::string_view utf8, std::optional<JsonFault>& fault);
// json.loads of bytes: UTF-8 with or without a byte order mark, or UTF-16 and UTF-32 as the null
// bytes show. Raised also: UnicodeDecodeError.
lang::Completion json_value_of_bytes(lang::Vm& vm, std::string_view bytes,
                                     std::optional<JsonFault>& fault);

}  // namespace web
