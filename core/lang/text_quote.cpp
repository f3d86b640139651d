#include "lang/text_quote.h"

#include "lang/unicode.h"

namespace lang {
namespace {

void append_hex(std::string& out, char32_t point, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
        out.push_back("0123456789abcdef"[(point >> shift) & 15U]);
    }
}

void append_escaped(std::string& out, char32_t point) {
    if (point < 0x100) {
        out += "\\x";
        append_hex(out, point, 2);
    } else if (point < 0x10000) {
        out += "\\u";
        append_hex(out, point, 4);
    } else {
        out += "\\U";
        append_hex(out, point, 8);
    }
}

char quote_for(std::string_view text) {
    const bool single = text.find('\'') != std::string_view::npos;
    return single && text.find('"') == std::string_view::npos ? '"' : '\'';
}

bool append_common(std::string& out, char32_t point, char quote) {
    switch (point) {
        case '\\': out += "\\\\"; return true;
        case '\n': out += "\\n"; return true;
        case '\r': out += "\\r"; return true;
        case '\t': out += "\\t"; return true;
        default: break;
    }
    if (point == static_cast<char32_t>(quote)) {
        out += '\\';
        out += quote;
        return true;
    }
    if (point >= 32 && point < 127) {
        out += static_cast<char>(point);
        return true;
    }
    return false;
}

}  // namespace

std::string quote_text(std::string_view text, Escape escape) {
    const char quote = quote_for(text);
    std::string out(1, quote);
    out.reserve(text.size() + 2);
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = next_point(text, at);
        if (append_common(out, point, quote)) continue;
        const bool kept =
            point > 127 && escape == Escape::Unprintable && is_char(point, CharClass::Printable);
        if (kept) {
            append_point(out, point);
        } else {
            append_escaped(out, point);
        }
    }
    out.push_back(quote);
    return out;
}

std::string quote_bytes(std::string_view raw) {
    const char quote = quote_for(raw);
    std::string out = "b";
    out.push_back(quote);
    for (const char c : raw) {
        const auto byte = static_cast<unsigned char>(c);
        if (!append_common(out, byte, quote)) append_escaped(out, byte);
    }
    out.push_back(quote);
    return out;
}

std::string escape_non_ascii(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = next_point(text, at);
        if (point < 128) {
            out.push_back(static_cast<char>(point));
        } else {
            append_escaped(out, point);
        }
    }
    return out;
}

}  // namespace lang
