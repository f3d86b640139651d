// http/latin1.h -- header bytes as Python sees them: each byte one character.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"

namespace http {

// str.strip() of the text that the bytes are in latin-1.
inline std::string_view strip_latin1(std::string_view bytes) {
    return base::trim(bytes, "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0");
}

// The text as bytes; nullopt when a character is beyond U+00FF.
inline std::optional<std::string> utf8_to_latin1(std::string_view text) {
    std::string bytes;
    for (std::size_t at = 0; at < text.size();) {
        const base::Decoded c = base::decode_utf8(text, at);
        if (!c.valid || c.code_point > 0xFF) return std::nullopt;
        bytes.push_back(static_cast<char>(c.code_point));
        at += static_cast<std::size_t>(c.size);
    }
    return bytes;
}

}  // namespace http
