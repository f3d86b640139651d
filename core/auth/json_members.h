// auth/json_members.h -- the members of a JSON object as they stand in its text, for showing it and
// for reading JWKs. A name given twice is there twice; values are not looked into, so nesting of
// any depth costs nothing. RFC 8259 4.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace auth {

struct JsonMemberText {
    std::string name;        // decoded
    std::string_view value;  // as written, in the text that was given
};
// nullopt when the text is no JSON object. What stands inside nested values is not checked.
std::optional<std::vector<JsonMemberText>> json_members(std::string_view text);

// "a\u00e9" with its quotes, decoded; nullopt when it is no JSON string.
std::optional<std::string> json_string(std::string_view literal);

}  // namespace auth
