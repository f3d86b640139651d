#include "http/url.h"

#include "base/text.h"

namespace http {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// The byte that the escape at `at` stands for; -1 when there is none.
int escaped_byte(std::string_view text, std::size_t at) {
    if (text[at] != '%' || at + 2 >= text.size()) return -1;
    const int high = hex_digit(text[at + 1]);
    const int low = hex_digit(text[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

// Bytes at `at` that begin a UTF-8 sequence but do not finish it: replaced together, as the codec
// does (Unicode 3.9, maximal subparts).
std::size_t broken_prefix(std::string_view bytes, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned char first = byte(at);
    const std::size_t wanted = first >= 0xF0 && first < 0xF5   ? 4
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xC2 && first < 0xE0 ? 2
                                                               : 1;
    std::size_t taken = 1;
    while (taken < wanted && at + taken < bytes.size()) {
        const unsigned char next = byte(at + taken);
        unsigned char low = 0x80;
        unsigned char high = 0xBF;
        if (taken == 1 && first == 0xE0) low = 0xA0;
        if (taken == 1 && first == 0xED) high = 0x9F;
        if (taken == 1 && first == 0xF0) low = 0x90;
        if (taken == 1 && first == 0xF4) high = 0x8F;
        if (next < low || next > high) break;
        ++taken;
    }
    return taken;
}

void append_replacing(std::string& out, std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
        const base::Decoded decoded = base::decode_utf8(bytes, i);
        if (decoded.valid) {
            out.append(bytes.substr(i, static_cast<std::size_t>(decoded.size)));
            i += static_cast<std::size_t>(decoded.size);
        } else {
            base::append_utf8(out, 0xFFFD);
            i += broken_prefix(bytes, i);
        }
    }
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-' || c == '~';
}

}  // namespace

std::string decode_utf8_replacing(std::string_view bytes) {
    std::string out;
    append_replacing(out, bytes);
    return out;
}

std::string percent_decode(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int byte = escaped_byte(text, i);
        out.push_back(byte < 0 ? text[i] : static_cast<char>(byte));
        if (byte >= 0) i += 2;
    }
    return out;
}

// Runs of ASCII are decoded on their own: an escaped half of a character and a plain one next to
// it never join.
std::string unquote(std::string_view text) {
    std::string out;
    std::string run;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (static_cast<unsigned char>(text[i]) >= 0x80) {
            append_replacing(out, run);
            run.clear();
            out.push_back(text[i]);
            continue;
        }
        const int byte = escaped_byte(text, i);
        run.push_back(byte < 0 ? text[i] : static_cast<char>(byte));
        if (byte >= 0) i += 2;
    }
    append_replacing(out, run);
    return out;
}

std::string unquote_plus(std::string_view text) {
    std::string blanks(text);
    for (char& c : blanks)
        if (c == '+') c = ' ';
    return unquote(blanks);
}

std::string quote(std::string_view bytes, std::string_view safe) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : bytes) {
        if (is_unreserved(c) ||
            (static_cast<unsigned char>(c) < 0x80 && safe.find(c) != std::string_view::npos)) {
            out.push_back(c);
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out.push_back('%');
        out.push_back(kHex[byte >> 4]);
        out.push_back(kHex[byte & 15]);
    }
    return out;
}

std::string quote_plus(std::string_view bytes) {
    std::string out = quote(bytes, " ");
    for (char& c : out)
        if (c == ' ') c = '+';
    return out;
}

Pairs parse_qsl(std::string_view text, Blank blank) {
    Pairs pairs;
    for (const std::string_view piece : base::split(text, '&')) {
        if (piece.empty()) continue;
        const std::size_t equals = piece.find('=');
        const bool has_value = equals != std::string_view::npos && equals + 1 < piece.size();
        if (!has_value && blank == Blank::Drop) continue;
        pairs.emplace_back(unquote_plus(piece.substr(0, equals)),
                           has_value ? unquote_plus(piece.substr(equals + 1)) : "");
    }
    return pairs;
}

Pairs parse_query(std::string_view raw_query) {
    return parse_qsl(base::latin1_to_utf8(raw_query), Blank::Keep);
}

}  // namespace http
