// auth/jwt_sign.h -- signing and verifying with a prepared key; OpenSSL's primitives underneath.
// RFC 7515 5, RFC 7518 3. Chance comes in as an argument, so that a run can be repeated.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "auth/jwt_key.h"

namespace auth {

// The key must have passed prepare_key or check_key for the algorithm. "none" never verifies.
bool verify_signature(const JwtAlgorithm& algorithm, const JwtKey& key, std::string_view message,
                      std::string_view signature);

inline constexpr std::size_t kSigningChance = 64;
// `chance`: kSigningChance random bytes (the salt of PSS, the nonce of ECDSA). nullopt: the key is
// no private key. "none" gives the empty signature.
std::optional<std::string> sign(const JwtAlgorithm& algorithm, const JwtKey& key,
                                std::string_view message, std::string_view chance);

}  // namespace auth
