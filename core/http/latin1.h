// http/latin1.h -- header bytes as Python sees them: each byte one character.
#pragma once

#include <string_view>

#include "base/text.h"

namespace http {

// str.strip() of the text that the bytes are in latin-1.
inline std::string_view strip_latin1(std::string_view bytes) {
    return base::trim(bytes, "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0");
}

}  // namespace http
