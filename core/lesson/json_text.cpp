#include "lesson/json_text.h"

namespace lesson {
namespace {

// `blank` stands behind commas and colons.
void append_json(const base::JsonValue& value, std::string_view blank, std::string& out) {
    switch (value.type) {
        case base::JsonValue::Type::Null: out += "null"; return;
        case base::JsonValue::Type::Bool: out += value.boolean ? "true" : "false"; return;
        case base::JsonValue::Type::Integer:
        case base::JsonValue::Type::Number: out += value.text; return;
        case base::JsonValue::Type::String: out += base::json_quote(value.text); return;
        case base::JsonValue::Type::Array: {
            out += '[';
            for (std::size_t i = 0; i < value.items.size(); ++i) {
                if (i) out.append(",").append(blank);
                append_json(value.items[i], blank, out);
            }
            out += ']';
            return;
        }
        case base::JsonValue::Type::Object: {
            out += '{';
            for (std::size_t i = 0; i < value.members.size(); ++i) {
                if (i) out.append(",").append(blank);
                out.append(base::json_quote(value.members[i].key)).append(":").append(blank);
                append_json(value.members[i].value, blank, out);
            }
            out += '}';
            return;
        }
    }
}

}  // namespace

std::string spaced_json(const base::JsonValue& value) {
    std::string out;
    append_json(value, " ", out);
    return out;
}

std::string compact_json(const base::JsonValue& value) {
    std::string out;
    append_json(value, "", out);
    return out;
}

std::string scalar_text(const base::JsonValue& value) {
    switch (value.type) {
        case base::JsonValue::Type::Null: return "None";
        case base::JsonValue::Type::Bool: return value.boolean ? "true" : "false";
        default: return value.text;
    }
}

bool is_scalar(const base::JsonValue& value) {
    return value.type != base::JsonValue::Type::Array &&
           value.type != base::JsonValue::Type::Object;
}

}  // namespace lesson
