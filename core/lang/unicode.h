// lang/unicode.h -- what Unicode says about a character, as CPython's str methods see it.
// Source: unicode_tables.cpp, generated from a CPython's unicodedata. No state, no errors.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lang {

enum class CharClass : std::uint16_t {
    Alpha = 1,
    Decimal = 2,
    Digit = 4,
    Numeric = 8,
    Space = 16,
    Upper = 32,
    Lower = 64,
    Title = 128,
    Printable = 256,
    IdentifierStart = 512,
    IdentifierContinue = 1024,
    CaseIgnorable = 2048,
    Cased = 4096,
};
bool is_char(char32_t point, CharClass what);
int decimal_value(char32_t point);  // -1 when it is no decimal digit

enum class CaseMapping : std::uint8_t { Upper, Lower, Title, Fold };
void append_mapped(std::string& out, char32_t point, CaseMapping mapping);

// Code points of guest text: UTF-8 in which surrogates stand as three bytes. Always well formed.
char32_t next_point(std::string_view text, std::size_t& at);
char32_t point_before(std::string_view text, std::size_t& at);  // at > 0; moves back
void append_point(std::string& out, char32_t point);            // surrogates too
std::size_t count_points(std::string_view text);
inline bool is_surrogate(char32_t point) { return point >= 0xD800 && point < 0xE000; }

}  // namespace lang
