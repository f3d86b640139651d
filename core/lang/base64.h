// lang/base64.h -- base64 as Python's base64 module does it. RFC 4648.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lang {

// `special`: the two characters for 62 and 63.
std::string encode_base64(std::string_view raw, std::string_view special = "+/");

struct Base64Result {
    std::string raw;
    std::string_view error;           // binascii.Error's words; empty when it is fine
    std::size_t data_characters = 0;  // for the message about their number
};
// binascii.a2b_base64: not strict, other characters are dropped and everything behind the padding
// is ignored.
Base64Result decode_base64(std::string_view text, std::string_view special = "+/");

}  // namespace lang
