#include "base/text.h"

#include <algorithm>

namespace base {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Bytes that a sequence starting with `first` has; 0 when none starts so.
int sequence_size(unsigned char first) {
    if (first < 0x80) return 1;
    if (first < 0xC2) return 0;
    if (first < 0xE0) return 2;
    if (first < 0xF0) return 3;
    return first < 0xF5 ? 4 : 0;
}

bool is_shortest_scalar(char32_t c, int size) {
    if (size == 3) return c >= 0x800 && (c < 0xD800 || c > 0xDFFF);
    if (size == 4) return c >= 0x10000 && c <= 0x10FFFF;
    return true;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({above + 1, row[j - 1] + 1, replaced});
            diagonal = above;
        }
    }
    return row[b.size()];
}

}  // namespace

Decoded decode_utf8(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const int size = sequence_size(byte(at));
    if (size == 1) return {byte(at), 1, true};
    if (size == 0 || at + static_cast<std::size_t>(size) > text.size())
        return {kReplacement, 1, false};
    char32_t c = byte(at) & (0xFFU >> (size + 1));
    for (int i = 1; i < size; ++i) {
        const unsigned char next = byte(at + static_cast<std::size_t>(i));
        if ((next & 0xC0) != 0x80) return {kReplacement, 1, false};
        c = (c << 6) | (next & 0x3FU);
    }
    if (!is_shortest_scalar(c, size)) return {kReplacement, 1, false};
    return {c, size, true};
}

void append_utf8(std::string& out, char32_t c) {
    const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    const auto put_tail = [&](int shift) { put(0x80 | ((c >> shift) & 0x3F)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put_tail(0);
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put_tail(6);
        put_tail(0);
    } else {
        put(0xF0 | (c >> 18));
        put_tail(12);
        put_tail(6);
        put_tail(0);
    }
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Decoded d = decode_utf8(text, at);
        if (!d.valid) return false;
        at += static_cast<std::size_t>(d.size);
    }
    return true;
}

int count_characters(std::string_view text) {
    int count = 0;
    for (std::size_t at = 0; at < text.size(); ++count)
        at += static_cast<std::size_t>(decode_utf8(text, at).size);
    return count;
}

std::string latin1_to_utf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (char c : bytes) append_utf8(out, static_cast<unsigned char>(c));
    return out;
}

char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string to_lower_ascii(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), ascii_lower);
    return lower;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

std::string_view trim(std::string_view text, std::string_view characters) {
    const std::size_t first = text.find_first_not_of(characters);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(characters) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    for (std::size_t at; (at = text.find(separator, from)) != std::string_view::npos; from = at + 1)
        parts.push_back(text.substr(from, at - from));
    parts.push_back(text.substr(from));
    return parts;
}

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find_first_of("\r\n");
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        const bool two = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
        text.remove_prefix(end + (two ? 2 : 1));
    }
    return lines;
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
    // LIMIT: a long word is not a slip of the keyboard, and the comparison is quadratic.
    constexpr std::size_t kLongest = 200;
    if (word.empty() || word.size() > kLongest) return std::nullopt;
    const std::string* best = nullptr;
    std::size_t fewest = std::max<std::size_t>(1, word.size() / 3) + 1;
    const std::string lower = to_lower_ascii(word);
    for (const std::string& candidate : candidates) {
        if (candidate.size() > kLongest) continue;
        const std::size_t edits = edit_distance(lower, to_lower_ascii(candidate));
        if (edits < fewest) {
            fewest = edits;
            best = &candidate;
        }
    }
    return best ? std::optional<std::string>(*best) : std::nullopt;
}

std::string printable(std::string_view text, std::size_t limit) {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out;
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        if (count == limit) return out + "...";
        const Decoded d = decode_utf8(text, at);
        const bool control = d.code_point < 0x20 || (d.code_point >= 0x7F && d.code_point < 0xA0);
        if (!d.valid || control) {
            const auto byte = d.valid ? static_cast<unsigned>(d.code_point)
                                      : static_cast<unsigned char>(text[at]);
            out += {'\\', 'x', kHex[(byte >> 4) & 15], kHex[byte & 15]};
        } else {
            out += text.substr(at, static_cast<std::size_t>(d.size));
        }
        at += static_cast<std::size_t>(d.size);
    }
    return out;
}

}  // namespace base
