#include "auth/argon2_hash.h"

#include <argon2.h>
#include <fmt/format.h>
#include <openssl/crypto.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "auth/base64.h"
#include "base/text.h"

namespace auth {
namespace {

constexpr std::array<std::string_view, 3> kTypes{"argon2d", "argon2i", "argon2id"};

std::string unpadded(std::string_view bytes) {
    std::string out = base64_encode(bytes);
    while (!out.empty() && out.back() == '=') out.pop_back();
    return out;
}

std::optional<std::string> decoded(std::string_view text) {
    std::string padded(text);
    while (padded.size() % 4 != 0) padded.push_back('=');
    auto bytes = base64_decode_strict(padded);
    if (!bytes.ok()) return std::nullopt;
    return std::move(bytes).value();
}

// "m=65536": the number behind the letter.
bool read_number(std::string_view text, std::string_view name, std::uint32_t& out) {
    if (!text.starts_with(name)) return false;
    text.remove_prefix(name.size());
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size();
}

base::Result<std::string> compute(std::string_view password, std::string_view salt,
                                  const Argon2Cost& cost) {
    constexpr std::uint32_t kMostThreads = 4;  // lanes decide the result, threads only the time
    std::string secret(password), grain(salt), out(cost.hash_size, '\0');
    const auto bytes = [](std::string& text) {
        return reinterpret_cast<std::uint8_t*>(text.data());
    };
    argon2_context context{};
    context.out = bytes(out);
    context.outlen = cost.hash_size;
    context.pwd = bytes(secret);
    context.pwdlen = static_cast<std::uint32_t>(secret.size());
    context.salt = bytes(grain);
    context.saltlen = static_cast<std::uint32_t>(grain.size());
    context.t_cost = cost.passes;
    context.m_cost = cost.memory_kib;
    context.lanes = cost.lanes;
    context.threads = std::clamp<std::uint32_t>(cost.lanes, 1, kMostThreads);
    context.version = cost.version;
    context.flags = ARGON2_DEFAULT_FLAGS;
    const int code = argon2_ctx(&context, static_cast<argon2_type>(cost.type));
    if (code != ARGON2_OK) return base::Error{"", argon2_error_message(code)};
    return out;
}

}  // namespace

std::string_view name_of(Argon2Type type) { return kTypes[static_cast<std::size_t>(type)]; }

std::string cost_text(const Argon2Cost& cost) {
    const auto counted = [](std::uint32_t count, std::string_view one, std::string_view many) {
        return fmt::format("{} {}", count, count == 1 ? one : many);
    };
    const std::string memory = cost.memory_kib % 1024 == 0
                                   ? fmt::format("{} MiB", cost.memory_kib / 1024)
                                   : fmt::format("{} KiB", cost.memory_kib);
    return fmt::format("{}, {}, {}", memory, counted(cost.passes, "pass", "passes"),
                       counted(cost.lanes, "lane", "lanes"));
}

std::optional<Argon2Hash> read_argon2(std::string_view encoded) {
    const auto parts = base::split(encoded, '$');
    const bool has_version = parts.size() == 6;
    if ((!has_version && parts.size() != 5) || !parts[0].empty()) return std::nullopt;
    const auto type = std::find(kTypes.begin(), kTypes.end(), parts[1]);
    if (type == kTypes.end()) return std::nullopt;
    Argon2Hash out;
    out.cost.type = static_cast<Argon2Type>(type - kTypes.begin());
    out.cost.version = 16;  // before the version was written down
    if (has_version && !read_number(parts[2], "v=", out.cost.version)) return std::nullopt;
    const std::size_t at = has_version ? 3 : 2;
    const auto numbers = base::split(parts[at], ',');
    if (numbers.size() != 3 || !read_number(numbers[0], "m=", out.cost.memory_kib) ||
        !read_number(numbers[1], "t=", out.cost.passes) ||
        !read_number(numbers[2], "p=", out.cost.lanes))
        return std::nullopt;
    auto salt = decoded(parts[at + 1]);
    auto hash = decoded(parts[at + 2]);
    if (!salt || !hash) return std::nullopt;
    out.cost.salt_size = static_cast<std::uint32_t>(salt->size());
    out.cost.hash_size = static_cast<std::uint32_t>(hash->size());
    out.salt = std::move(*salt);
    out.hash = std::move(*hash);
    return out;
}

base::Result<std::string> argon2_hash(std::string_view password, std::string_view salt,
                                      const Argon2Cost& cost) {
    AW_TRY(const std::string hash, compute(password, salt, cost));
    return fmt::format("${}$v={}$m={},t={},p={}${}${}", name_of(cost.type), cost.version,
                       cost.memory_kib, cost.passes, cost.lanes, unpadded(salt), unpadded(hash));
}

base::Result<bool> argon2_matches(const Argon2Hash& stored, std::string_view password) {
    AW_TRY(const std::string hash, compute(password, stored.salt, stored.cost));
    return CRYPTO_memcmp(hash.data(), stored.hash.data(), hash.size()) == 0;
}

}  // namespace auth
