// auth/jwk.h -- keys as JSON. RFC 7517, RFC 7518 6, RFC 8037 2.
// In: the members of a JWK that are text. Out: a key; or the members of one. Errors: a KeyFault in
// the words of PyJWT 2.15 algorithms.py, from_jwk. "ValueError" is what PyJWK wraps once more.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "auth/jwt_key.h"

namespace auth {

using JwkMembers = std::vector<std::pair<std::string, std::string>>;
const std::string* find_member(const JwkMembers& members, std::string_view name);

KeyResult key_from_jwk(const JwtAlgorithm& algorithm, const JwkMembers& members);
// In the order in which PyJWT's to_jwk writes them. "key_ops" stands for a list of one word.
JwkMembers jwk_of_key(const JwtKey& key);
// The algorithm that PyJWK picks for a key type and curve; InvalidKeyError's words in `fault`.
const JwtAlgorithm* default_algorithm(std::string_view kty, std::string_view crv,
                                      std::string& fault);

}  // namespace auth
