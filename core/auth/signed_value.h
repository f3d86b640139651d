// auth/signed_value.h -- a value with the time it was signed and an HMAC, as itsdangerous's
// TimestampSigner writes it: value.timestamp.signature. Anyone can read it, nobody can change it.
// Source: RFC 2104, itsdangerous (key derivation "django-concat", SHA-1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace auth {

std::string sign_value(std::string_view value, std::string_view secret, std::int64_t now_s);

// The value; nothing when the signature is wrong or the value is older than `max_age_s`.
std::optional<std::string> unsign_value(std::string_view text, std::string_view secret,
                                        std::int64_t now_s, std::optional<std::int64_t> max_age_s);

}  // namespace auth
