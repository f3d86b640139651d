#include "auth/crypt_hash.h"

#include <crypt.h>
#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <charconv>
#include <memory>
#include <vector>

#include "base/text.h"

namespace auth {
namespace {

constexpr std::string_view kBcryptDigits =
    "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::size_t kSaltCharacters = 22;

std::vector<std::string_view> filled_parts(std::string_view text) {
    std::vector<std::string_view> out;
    for (const std::string_view part : base::split(text, '$'))
        if (!part.empty()) out.push_back(part);
    return out;
}

}  // namespace

std::optional<std::string> crypt_hash(std::string_view password, std::string_view setting) {
    const auto data = std::make_unique<crypt_data>();
    const std::string secret(password), how(setting);
    const char* hash = crypt_r(secret.c_str(), how.c_str(), data.get());
    if (!hash || hash[0] == '*') return std::nullopt;
    return std::string(hash);
}

std::optional<BcryptSetting> read_bcrypt(std::string_view text) {
    const auto parts = filled_parts(text);
    if (parts.size() != 3 || parts[2].size() < kSaltCharacters) return std::nullopt;
    BcryptSetting out;
    out.version = parts[0];
    if (out.version != "2a" && out.version != "2b" && out.version != "2x" && out.version != "2y")
        return std::nullopt;
    const char* end = parts[1].data() + parts[1].size();
    const auto [stopped, error] = std::from_chars(parts[1].data(), end, out.rounds);
    if (error != std::errc() || stopped != end || out.rounds < 4 || out.rounds > 31)
        return std::nullopt;
    out.salt = parts[2].substr(0, kSaltCharacters);
    if (out.salt.find_first_not_of(kBcryptDigits) != out.salt.npos) return std::nullopt;
    // 16 bytes leave four bits of the last character, which must be 0.
    if (kBcryptDigits.find(out.salt.back()) % 16 != 0) return std::nullopt;
    return out;
}

std::string setting_text(const BcryptSetting& setting) {
    return fmt::format("${}${:02}${}", setting.version, setting.rounds, setting.salt);
}

std::optional<std::string> bcrypt_hash(std::string_view password, const BcryptSetting& setting) {
    BcryptSetting plain = setting;
    plain.version = "2b";  // the others differ in their name only, here
    auto hash = crypt_hash(password, setting_text(plain));
    if (hash) hash->replace(1, 2, setting.version);
    return hash;
}

std::string bcrypt_salt(std::string_view sixteen_bytes) {
    std::string out;
    unsigned bits = 0;
    int held = 0;
    for (const char c : sixteen_bytes) {
        bits = (bits << 8) | static_cast<unsigned char>(c);
        held += 8;
        for (; held >= 6; held -= 6) out.push_back(kBcryptDigits[(bits >> (held - 6)) & 63U]);
    }
    if (held > 0) out.push_back(kBcryptDigits[(bits << (6 - held)) & 63U]);
    return out;
}

std::string pbkdf2(const char* digest, std::string_view password, std::string_view salt, int rounds,
                   std::size_t size) {
    std::string out(size, '\0');
    PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()),
                      reinterpret_cast<const unsigned char*>(salt.data()),
                      static_cast<int>(salt.size()), rounds, EVP_get_digestbyname(digest),
                      static_cast<int>(size), reinterpret_cast<unsigned char*>(out.data()));
    return out;
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
    std::string out(32, '\0');
    unsigned int size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(message.data()), message.size(),
         reinterpret_cast<unsigned char*>(out.data()), &size);
    return out;
}

bool same_text(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace auth
