// Python's repr of str, bytes and float.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "base/text.h"
#include "trace/show.h"

namespace trace {
namespace {

struct Range {
    char32_t first, last;
};
// What str.isprintable refuses (Unicode: Cc, Cf, Cs, Co, Zl, Zp, Zs but the space), without the
// code points that are not assigned.
constexpr std::array<Range, 18> kNotPrintable = {{
    {0x00, 0x1F},
    {0x7F, 0xA0},
    {0xAD, 0xAD},
    {0x600, 0x605},
    {0x61C, 0x61C},
    {0x6DD, 0x6DD},
    {0x70F, 0x70F},
    {0x1680, 0x1680},
    {0x180E, 0x180E},
    {0x2000, 0x200F},
    {0x2028, 0x202F},
    {0x205F, 0x206F},
    {0x3000, 0x3000},
    {0xD800, 0xF8FF},
    {0xFEFF, 0xFEFF},
    {0xFFF0, 0xFFFB},
    {0xFFFE, 0xFFFF},
    {0xE0000, 0x10FFFF},
}};

bool is_printable(char32_t c) {
    return std::none_of(kNotPrintable.begin(), kNotPrintable.end(),
                        [c](Range range) { return c >= range.first && c <= range.last; });
}

void append_hex(std::string& out, char kind, char32_t n, int digits) {
    out += '\\';
    out += kind;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        out += "0123456789abcdef"[(n >> shift) & 15];
}

void append_escaped(std::string& out, char32_t c) {
    if (c == '\n') {
        out += "\\n";
    } else if (c == '\r') {
        out += "\\r";
    } else if (c == '\t') {
        out += "\\t";
    } else if (c < 0x100) {
        append_hex(out, 'x', c, 2);
    } else if (c < 0x10000) {
        append_hex(out, 'u', c, 4);
    } else {
        append_hex(out, 'U', c, 8);
    }
}

char quote_for(std::string_view text) {
    const bool has_single = text.find('\'') != std::string_view::npos;
    return has_single && text.find('"') == std::string_view::npos ? '"' : '\'';
}

// A lone surrogate, kept as three bytes: the guest's strings may hold them.
bool is_surrogate_at(std::string_view text, std::size_t at) {
    return at + 2 < text.size() && static_cast<unsigned char>(text[at]) == 0xED &&
           static_cast<unsigned char>(text[at + 1]) >= 0xA0;
}

}  // namespace

std::string repr_of_text(std::string_view utf8) {
    const char quote = quote_for(utf8);
    std::string out(1, quote);
    for (std::size_t at = 0; at < utf8.size();) {
        if (is_surrogate_at(utf8, at)) {
            append_escaped(out, 0xD000 | (static_cast<char32_t>(utf8[at + 1] & 0x3F) << 6) |
                                    static_cast<char32_t>(utf8[at + 2] & 0x3F));
            at += 3;
            continue;
        }
        const base::Decoded c = base::decode_utf8(utf8, at);
        if (c.code_point == static_cast<char32_t>(quote) || c.code_point == '\\') {
            out += '\\';
            out += utf8[at];
        } else if (is_printable(c.code_point)) {
            base::append_utf8(out, c.code_point);
        } else {
            append_escaped(out, c.code_point);
        }
        at += static_cast<std::size_t>(c.size);
    }
    return out += quote;
}

std::string repr_of_bytes(std::string_view raw) {
    const char quote = quote_for(raw);
    std::string out = "b";
    out += quote;
    for (const char c : raw) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == quote || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte >= 0x20 && byte < 0x7F) {
            out += c;
        } else {
            append_escaped(out, byte);
        }
    }
    return out += quote;
}

std::string repr_of_real(double value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
    char buffer[40];
    const char* end =
        std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
    const std::string_view scientific(buffer, static_cast<std::size_t>(end - buffer));
    const std::size_t mark = scientific.find('e');
    const int exponent = std::atoi(std::string(scientific.substr(mark + 1)).c_str());
    if (exponent < -4 || exponent >= 16) return std::string(scientific);
    end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed).ptr;
    std::string fixed(buffer, static_cast<std::size_t>(end - buffer));
    if (fixed.find('.') == std::string::npos) fixed += ".0";
    return fixed;
}

}  // namespace trace
