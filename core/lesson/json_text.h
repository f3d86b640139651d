// lesson/json_text.h -- JSON trees as the text that lessons show.
#pragma once

#include <string>

#include "base/json.h"

namespace lesson {

// On one line with ", " and ": ", members in file order.
std::string spaced_json(const base::JsonValue& value);

// The same without any blank.
std::string compact_json(const base::JsonValue& value);

// A scalar as the text that facts and event fields have: null is None, a string has no quotes.
std::string scalar_text(const base::JsonValue& value);
bool is_scalar(const base::JsonValue& value);

}  // namespace lesson
