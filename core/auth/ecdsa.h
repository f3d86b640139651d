// auth/ecdsa.h -- ECDSA signatures as JOSE writes them (r and s side by side, RFC 7518 3.4), and
// signing with chance that comes in as an argument. SEC 1 4.1.3.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "auth/jwt_key.h"

namespace auth {

// nullopt: not two coordinates.
std::optional<std::string> ecdsa_to_der(std::string_view raw, std::size_t coordinate_size);
// The raw signature of a digest; empty when the key has no private half.
std::string sign_ecdsa(const JwtAlgorithm& algorithm, const JwtKey& key, std::string_view digest,
                       std::string_view chance);

}  // namespace auth
