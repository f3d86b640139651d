#include "auth/jwt_algorithm.h"

namespace auth {
namespace {

constexpr JwtAlgorithm kAlgorithms[] = {
    {"none", JwtFamily::None},
    {"HS256", JwtFamily::Hmac, "SHA256", 32},
    {"HS384", JwtFamily::Hmac, "SHA384", 48},
    {"HS512", JwtFamily::Hmac, "SHA512", 64},
    {"RS256", JwtFamily::RsaPkcs1, "SHA256", 32},
    {"RS384", JwtFamily::RsaPkcs1, "SHA384", 48},
    {"RS512", JwtFamily::RsaPkcs1, "SHA512", 64},
    {"ES256", JwtFamily::Ecdsa, "SHA256", 32, "prime256v1", "secp256r1", 32},
    {"ES256K", JwtFamily::Ecdsa, "SHA256", 32, "secp256k1", "secp256k1", 32},
    {"ES384", JwtFamily::Ecdsa, "SHA384", 48, "secp384r1", "secp384r1", 48},
    // PyJWT's spelling mistake of long ago, kept by it and so by us.
    {"ES521", JwtFamily::Ecdsa, "SHA512", 64, "secp521r1", "secp521r1", 66},
    {"ES512", JwtFamily::Ecdsa, "SHA512", 64, "secp521r1", "secp521r1", 66},
    {"PS256", JwtFamily::RsaPss, "SHA256", 32},
    {"PS384", JwtFamily::RsaPss, "SHA384", 48},
    {"PS512", JwtFamily::RsaPss, "SHA512", 64},
    {"EdDSA", JwtFamily::EdDsa},
};

}  // namespace

std::span<const JwtAlgorithm> jwt_algorithms() { return kAlgorithms; }

const JwtAlgorithm* find_jwt_algorithm(std::string_view name) {
    for (const JwtAlgorithm& algorithm : kAlgorithms)
        if (algorithm.name == name) return &algorithm;
    return nullptr;
}

}  // namespace auth
