#include "auth/base64.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace auth {
namespace {

constexpr std::string_view kLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

constexpr std::array<std::int8_t, 256> make_values() {
    std::array<std::int8_t, 256> values{};
    for (auto& value : values) value = -1;
    for (std::size_t i = 0; i < kLetters.size(); ++i)
        values[static_cast<unsigned char>(kLetters[i])] = static_cast<std::int8_t>(i);
    values['+'] = 62;
    values['/'] = 63;
    return values;
}
constexpr std::array<std::int8_t, 256> kValues = make_values();

base::Error fault(const char* message) { return {"", message, {}}; }

bool is_ascii(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

enum class Mode { Lenient, Strict };

base::Error too_few(std::size_t letters) {
    if (letters % 4 == 1)
        return {"",
                "Invalid base64-encoded string: number of data characters (" +
                    std::to_string(letters) + ") cannot be 1 more than a multiple of 4",
                {}};
    return fault("Incorrect padding");
}

// What strict decoding says of an "=" behind `letters` letters, the `pads`-th one; null: nothing.
const char* padding_fault(std::size_t letters, std::size_t pads) {
    if (letters == 0) return "Leading padding not allowed";
    const std::size_t quad = letters % 4;
    return quad == 0 || quad + pads > 4 ? "Excess padding not allowed" : nullptr;
}

// binascii.a2b_base64 of CPython 3.14. DIFF: until 3.13 nothing behind the padding was read.
base::Result<std::string> decode(std::string_view text, Mode mode) {
    std::string out;
    std::uint32_t bits = 0;
    std::size_t letters = 0;
    std::size_t pads = 0;  // "=" behind the last letter
    for (const char c : text) {
        if (c == '=') {
            ++pads;
            if (mode == Mode::Lenient) continue;
            if (const char* message = padding_fault(letters, pads)) return fault(message);
            if (letters % 4 == 1) return too_few(letters);
            continue;
        }
        const std::int8_t value = kValues[static_cast<unsigned char>(c)];
        if (value < 0) {
            if (mode == Mode::Strict) return fault("Only base64 data is allowed");
            continue;
        }
        if (mode == Mode::Strict && pads > 0)
            return fault(letters % 4 + pads == 4 ? "Excess data after padding"
                                                 : "Discontinuous padding not allowed");
        pads = 0;
        bits = (bits << 6) | static_cast<std::uint8_t>(value);
        const std::size_t quad = letters++ % 4;
        if (quad != 0) out.push_back(static_cast<char>(bits >> (6 - 2 * quad)));
    }
    const std::size_t quad = letters % 4;
    if (quad == 0 || (quad >= 2 && quad + pads >= 4)) return out;
    return too_few(letters);
}

std::string from_url_safe(std::string_view text) {
    std::string standard(text);
    for (char& c : standard) c = c == '-' ? '+' : c == '_' ? '/' : c;
    return standard;
}

}  // namespace

std::string base64_encode(std::string_view bytes, Alphabet alphabet) {
    const char last[] = {alphabet == Alphabet::UrlSafe ? '-' : '+',
                         alphabet == Alphabet::UrlSafe ? '_' : '/'};
    const auto letter = [&](std::uint32_t value) {
        return value < kLetters.size() ? kLetters[value] : last[value - kLetters.size()];
    };
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 3; ++j)
            group = (group << 8) | (j < count ? static_cast<unsigned char>(bytes[i + j]) : 0U);
        for (std::size_t j = 0; j < 4; ++j)
            out.push_back(j <= count ? letter((group >> (18 - 6 * j)) & 63U) : '=');
    }
    return out;
}

base::Result<std::string> base64_decode(std::string_view text, Alphabet alphabet) {
    if (!is_ascii(text)) return fault("string argument should contain only ASCII characters");
    return decode(alphabet == Alphabet::UrlSafe ? from_url_safe(text) : std::string(text),
                  Mode::Lenient);
}

base::Result<std::string> base64_decode_strict(std::string_view text) {
    if (!is_ascii(text)) return fault("string argument should contain only ASCII characters");
    return decode(text, Mode::Strict);
}

base::Result<std::string> base64url_decode_unpadded(std::string_view text) {
    std::string padded = from_url_safe(text);
    if (const std::size_t over = text.size() % 4; over > 0) padded.append(4 - over, '=');
    return decode(padded, Mode::Lenient);
}

std::string base64url_encode_unpadded(std::string_view bytes) {
    std::string out = base64_encode(bytes, Alphabet::UrlSafe);
    out.erase(out.find_last_not_of('=') + 1);
    return out;
}

}  // namespace auth
