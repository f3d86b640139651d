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

// binascii.a2b_base64. `letters` counts those of the alphabet, `pads` the "=" behind the last one.
base::Result<std::string> decode(std::string_view text, Mode mode) {
    std::string out;
    std::uint32_t bits = 0;
    std::size_t letters = 0;
    std::size_t pads = 0;
    if (mode == Mode::Strict && !text.empty() && text[0] == '=')
        return fault("Leading padding not allowed");
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '=') {
            ++pads;
            const std::size_t quad = letters % 4;
            if (quad >= 2 && quad + pads >= 4) {
                if (mode == Mode::Strict && i + 1 < text.size())
                    return fault("Excess data after padding");
                return out;
            }
            if (mode == Mode::Strict && quad == 0) return fault("Excess padding not allowed");
            continue;
        }
        const int value = kValues[static_cast<unsigned char>(c)];
        if (value < 0) {
            if (mode == Mode::Strict) return fault("Only base64 data is allowed");
            continue;
        }
        if (mode == Mode::Strict && pads > 0) return fault("Discontinuous padding not allowed");
        pads = 0;
        bits = (bits << 6) | static_cast<std::uint32_t>(value);
        const std::size_t quad = letters++ % 4;
        if (quad != 0) out.push_back(static_cast<char>(bits >> (6 - 2 * quad)));
    }
    return letters % 4 == 0 ? base::Result<std::string>(out)
                            : base::Result<std::string>(too_few(letters));
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
    if (alphabet == Alphabet::Standard) return decode(text, Mode::Lenient);
    std::string standard(text);
    for (char& c : standard) c = c == '-' ? '+' : c == '_' ? '/' : c;
    return decode(standard, Mode::Lenient);
}

base::Result<std::string> base64_decode_strict(std::string_view text) {
    if (!is_ascii(text)) return fault("string argument should contain only ASCII characters");
    return decode(text, Mode::Strict);
}

base::Result<std::string> base64url_decode_unpadded(std::string_view text) {
    std::string padded(text);
    if (const std::size_t over = text.size() % 4; over > 0) padded.append(4 - over, '=');
    return base64_decode(padded, Alphabet::UrlSafe);
}

std::string base64url_encode_unpadded(std::string_view bytes) {
    std::string out = base64_encode(bytes, Alphabet::UrlSafe);
    out.erase(out.find_last_not_of('=') + 1);
    return out;
}

}  // namespace auth
