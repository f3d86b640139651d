// auth/crypt_hash.h -- password hashes of the crypt(3) family through libxcrypt: bcrypt ($2b$),
// SHA-crypt ($5$, $6$), MD5-crypt ($1$). Passwords end at their first NUL byte there, so those that
// have one must be turned away before.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace auth {

// The whole hash, setting included; nullopt when the setting is not understood.
std::optional<std::string> crypt_hash(std::string_view password, std::string_view setting);

// bcrypt's setting: $2b$12$ and 22 characters of salt.
struct BcryptSetting {
    std::string version;  // "2b"
    int rounds = 12;      // 2 to the power of it
    std::string salt;     // 22 characters of bcrypt's own base64
};
// As the bcrypt package 5 reads a salt or a hash; nullopt: "Invalid salt".
std::optional<BcryptSetting> read_bcrypt(std::string_view text);
std::string setting_text(const BcryptSetting& setting);
// The hash of at most 72 bytes; nullopt only where libxcrypt fails.
std::optional<std::string> bcrypt_hash(std::string_view password, const BcryptSetting& setting);
std::string bcrypt_salt(std::string_view sixteen_bytes);  // 22 characters

// PBKDF2 of a digest that OpenSSL names ("SHA256"). RFC 8018 5.2.
std::string pbkdf2(const char* digest, std::string_view password, std::string_view salt, int rounds,
                   std::size_t size);
std::string hmac_sha256(std::string_view key, std::string_view message);
bool same_text(std::string_view a, std::string_view b);  // in constant time

}  // namespace auth
