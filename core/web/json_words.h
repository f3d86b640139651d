// web/json_words.h -- why a text is no JSON, in the words of the jiter crate, which is what
// pydantic reads JSON with: "expected `,` or `}` at line 1 column 8".
#pragma once

#include <string>
#include <string_view>

namespace web {

std::string json_fault_words(std::string_view text);  // "" when it is JSON

}  // namespace web
