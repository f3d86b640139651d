// auth/jwt_algorithm.h -- the signature algorithms of JOSE that are offered. RFC 7518 3.1, RFC
// 8037, RFC 8812.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace auth {

enum class JwtFamily : std::uint8_t { None, Hmac, RsaPkcs1, RsaPss, Ecdsa, EdDsa };

struct JwtAlgorithm {
    std::string_view name;  // the header's `alg`
    JwtFamily family;
    const char* digest = "";            // OpenSSL's name: "SHA256"
    std::size_t digest_size = 0;        // bytes
    const char* curve = "";             // OpenSSL's name of the group: "prime256v1"
    std::string_view shown_curve = {};  // SEC 2's: "secp256r1"
    std::size_t coordinate_size = 0;    // bytes; a signature is two of them
};

// In PyJWT's order; "none" is the first.
std::span<const JwtAlgorithm> jwt_algorithms();
const JwtAlgorithm* find_jwt_algorithm(std::string_view name);  // nullptr: not offered

}  // namespace auth
