// lang/text_quote.h -- text and bytes as Python literals: repr() and ascii().
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lang {

enum class Escape : std::uint8_t { Unprintable, NonAscii };
std::string quote_text(std::string_view text, Escape escape = Escape::Unprintable);
std::string quote_bytes(std::string_view raw);
// Everything beyond ASCII as \xhh, \uhhhh, \Uhhhhhhhh.
std::string escape_non_ascii(std::string_view text);

}  // namespace lang
