// base/text.h -- small work on UTF-8 text that every layer needs. No state, no errors: bytes that
// are not UTF-8 are treated as one character each unless a function says otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace base {

// One decoded character: its code point (U+FFFD where the bytes are wrong) and the bytes it took.
struct Decoded {
    char32_t code_point;
    int size;
    bool valid;
};
Decoded decode_utf8(std::string_view text, std::size_t at);
void append_utf8(std::string& out, char32_t code_point);
bool is_utf8(std::string_view text);
int count_characters(std::string_view text);
std::string latin1_to_utf8(std::string_view bytes);

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }  // ASCII
char ascii_lower(char c);
std::string to_lower_ascii(std::string_view text);
bool equals_ignoring_case(std::string_view a, std::string_view b);
std::string_view trim(std::string_view text, std::string_view characters = " \t\r\n");
std::vector<std::string_view> split(std::string_view text, char separator);
// Lines without their ends; "\n", "\r\n" and "\r" all end a line.
std::vector<std::string_view> split_lines(std::string_view text);

// The candidate with the fewest edits from `word`, when it is near enough to be what was meant.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

// Text fit for a terminal or a label: control characters become \xNN, at most `limit` characters.
std::string printable(std::string_view text, std::size_t limit = 200);

}  // namespace base
