// http/characters.h -- which bytes may stand where in a message. RFC 9110 5.6.2, 5.5.
#pragma once

#include <algorithm>
#include <string_view>

namespace http {

// tchar: what methods, field names and codings are made of.
inline bool is_token_char(char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

inline bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

// Inside a field's value: visible characters, blanks, tabs, and bytes beyond ASCII.
inline bool is_value_char(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7F);
}

}  // namespace http
