#include <algorithm>
#include <array>

#include "lang/parser_internal.h"

namespace lang {
namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// UTF-8, and the same scheme for lone surrogates.
void append_code_point(std::string& out, std::uint32_t c) {
    const auto push = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) return push(c);
    if (c < 0x800) {
        push(0xC0 | (c >> 6));
    } else if (c < 0x10000) {
        push(0xE0 | (c >> 12));
        push(0x80 | ((c >> 6) & 0x3F));
    } else {
        push(0xF0 | (c >> 18));
        push(0x80 | ((c >> 12) & 0x3F));
        push(0x80 | ((c >> 6) & 0x3F));
    }
    push(0x80 | (c & 0x3F));
}

// The one-letter escapes that text and bytes share; '\0': none of them.
char simple_escape(char letter) {
    switch (letter) {
        case 'a': return '\a';
        case 'b': return '\b';
        case 'f': return '\f';
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        case 'v': return '\v';
        case '\\':
        case '\'':
        case '"': return letter;
        default: return '\0';
    }
}

std::uint32_t read_octal(std::string_view body, std::size_t& i) {
    std::uint32_t value = 0;
    for (int digits = 0; digits < 3 && i < body.size() && body[i] >= '0' && body[i] <= '7';
         ++digits) {
        value = value * 8 + static_cast<std::uint32_t>(body[i++] - '0');
    }
    return value;
}

// LIMIT: the whole list of Unicode names is not here; \N{...} knows these.
struct NamedCharacter {
    std::string_view name;
    std::uint32_t code_point;
};
constexpr std::array kNamedCharacters = {
    NamedCharacter{"BLACK STAR", 0x2605},
    NamedCharacter{"BULLET", 0x2022},
    NamedCharacter{"CHECK MARK", 0x2713},
    NamedCharacter{"COPYRIGHT SIGN", 0xA9},
    NamedCharacter{"DEGREE SIGN", 0xB0},
    NamedCharacter{"EM DASH", 0x2014},
    NamedCharacter{"EN DASH", 0x2013},
    NamedCharacter{"EURO SIGN", 0x20AC},
    NamedCharacter{"GREEK CAPITAL LETTER DELTA", 0x394},
    NamedCharacter{"GREEK SMALL LETTER ALPHA", 0x3B1},
    NamedCharacter{"GREEK SMALL LETTER PI", 0x3C0},
    NamedCharacter{"HEAVY CHECK MARK", 0x2714},
    NamedCharacter{"HORIZONTAL ELLIPSIS", 0x2026},
    NamedCharacter{"LATIN SMALL LETTER A WITH DIAERESIS", 0xE4},
    NamedCharacter{"LATIN SMALL LETTER E WITH ACUTE", 0xE9},
    NamedCharacter{"LATIN SMALL LETTER SHARP S", 0xDF},
    NamedCharacter{"LOCK", 0x1F512},
    NamedCharacter{"MULTIPLICATION SIGN", 0xD7},
    NamedCharacter{"NO-BREAK SPACE", 0xA0},
    NamedCharacter{"POUND SIGN", 0xA3},
    NamedCharacter{"RIGHTWARDS ARROW", 0x2192},
    NamedCharacter{"SNOWMAN", 0x2603},
    NamedCharacter{"SPACE", 0x20},
    NamedCharacter{"ZERO WIDTH SPACE", 0x200B},
};

}  // namespace

bool Parser::fail_escape(const Token& token, std::size_t from, std::size_t to,
                         std::string_view what) {
    return fail(place_of(token),
                "(unicode error) 'unicodeescape' codec can't decode bytes in position " +
                    std::to_string(from) + "-" + std::to_string(to - 1) + ": " + std::string(what));
}

// Appends the value of one String token.
bool Parser::decode_token(const Token& token, std::string& out) {
    const std::string_view written = text(token);
    StringPrefix prefix;
    const auto quote = static_cast<std::size_t>(read_string_prefix(written, prefix));
    const bool triple = written.size() >= quote + 6 && written[quote + 1] == written[quote] &&
                        written[quote + 2] == written[quote];
    const std::size_t edge = triple ? 3 : 1;
    const std::string_view body = written.substr(quote + edge, written.size() - quote - 2 * edge);
    if (prefix.bytes) {
        const bool is_ascii = std::all_of(
            body.begin(), body.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        if (!is_ascii) {
            return fail(place_of(token), "bytes can only contain ASCII literal characters");
        }
    }
    if (prefix.raw) {
        out += body;
        return true;
    }
    return prefix.bytes ? decode_bytes(body, token, out) : decode_text(body, token, out);
}

bool Parser::decode_text(std::string_view body, const Token& token, std::string& out) {
    for (std::size_t i = 0; i < body.size();) {
        if (body[i] != '\\' || i + 1 == body.size()) {
            out += body[i++];
        } else if (!decode_escape(body, i, token, out)) {
            return false;
        }
    }
    return true;
}

// i is at the backslash, and afterwards behind the escape.
bool Parser::decode_escape(std::string_view body, std::size_t& i, const Token& token,
                           std::string& out) {
    const char letter = body[i + 1];
    if (const char simple = simple_escape(letter)) {
        out += simple;
    } else if (letter >= '0' && letter <= '7') {
        ++i;
        append_code_point(out, read_octal(body, i));
        return true;
    } else if (letter == 'x' || letter == 'u' || letter == 'U') {
        return decode_hex(body, i, token, out);
    } else if (letter == 'N') {
        return decode_name(body, i, token, out);
    } else if (letter != '\n') {
        out += '\\';
        ++i;
        return true;
    }
    i += 2;
    return true;
}

bool Parser::decode_hex(std::string_view body, std::size_t& i, const Token& token,
                        std::string& out) {
    const std::size_t start = i;
    const char letter = body[i + 1];
    const int digits = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
    std::uint32_t value = 0;
    i += 2;
    for (int k = 0; k < digits; ++k, ++i) {
        const int digit = i < body.size() ? hex_value(body[i]) : -1;
        if (digit < 0) {
            const std::string_view what = letter == 'x'   ? "truncated \\xXX escape"
                                          : letter == 'u' ? "truncated \\uXXXX escape"
                                                          : "truncated \\UXXXXXXXX escape";
            return fail_escape(token, start, i, what);
        }
        value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    if (value > 0x10FFFF) return fail_escape(token, start, i, "illegal Unicode character");
    append_code_point(out, value);
    return true;
}

bool Parser::decode_name(std::string_view body, std::size_t& i, const Token& token,
                         std::string& out) {
    const std::size_t start = i;
    const std::size_t close = body.find('}', i);
    if (i + 2 >= body.size() || body[i + 2] != '{' || close == std::string_view::npos ||
        close == i + 3) {
        const std::size_t end =
            close == std::string_view::npos && i + 2 < body.size() && body[i + 2] == '{'
                ? body.size()
                : std::min(i + 2, body.size());
        return fail_escape(token, start, end, "malformed \\N character escape");
    }
    std::string name(body.substr(i + 3, close - i - 3));
    for (char& c : name) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    for (const NamedCharacter& known : kNamedCharacters) {
        if (known.name != name) continue;
        append_code_point(out, known.code_point);
        i = close + 1;
        return true;
    }
    return unsupported(place_of(token), "the character name '" + name +
                                            "' is not known here; write \\u and its number");
}

bool Parser::decode_bytes(std::string_view body, const Token& token, std::string& out) {
    for (std::size_t i = 0; i < body.size();) {
        if (body[i] != '\\' || i + 1 == body.size()) {
            out += body[i++];
            continue;
        }
        const char letter = body[i + 1];
        if (const char simple = simple_escape(letter)) {
            out += simple;
            i += 2;
        } else if (letter >= '0' && letter <= '7') {
            ++i;
            out += static_cast<char>(read_octal(body, i));
        } else if (letter == 'x') {
            const int high = i + 2 < body.size() ? hex_value(body[i + 2]) : -1;
            const int low = i + 3 < body.size() ? hex_value(body[i + 3]) : -1;
            if (high < 0 || low < 0) {
                return fail(place_of(token),
                            "(value error) invalid \\x escape at position " + std::to_string(i));
            }
            out += static_cast<char>(high * 16 + low);
            i += 4;
        } else {
            if (letter != '\n') out += '\\';
            i += letter == '\n' ? 2 : 1;
        }
    }
    return true;
}

}  // namespace lang
