// base/json.h -- JSON text as a tree that remembers where each value stood. RFC 8259.
// In: UTF-8 text. Out: JsonValue, members in file order. Errors: the first syntax fault with line
// and column; a key given twice in one object; nesting deeper than 200. This is for files that
// people write (scenarios, requests, settings); the guest's `json` module has its own reader.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace base {

struct JsonMember;

struct JsonValue {
    enum class Type { Null, Bool, Integer, Number, String, Array, Object };
    Type type = Type::Null;
    Position position;  // of the first character of the value
    bool boolean = false;
    std::int64_t integer = 0;  // Type::Integer: fits in 64 bits
    double number = 0;         // Integer and Number
    std::string text;          // String: decoded; Number and Integer: as written
    std::vector<JsonValue> items;
    std::vector<JsonMember> members;

    const JsonValue* find(std::string_view key) const;  // nullptr when absent or not an object
};

struct JsonMember {
    std::string key;
    Position key_position;
    JsonValue value;
};

Result<JsonValue> parse_json(std::string_view text);
std::string_view type_name(JsonValue::Type type);  // "null", "boolean", "integer", ...

// `text` as a JSON string literal with its quotes, non-ASCII kept.
std::string json_quote(std::string_view text);

}  // namespace base
