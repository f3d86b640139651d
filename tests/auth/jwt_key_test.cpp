// Keys and signatures: what goes with what, chance that comes in, and what JWKs are refused.
#include <gtest/gtest.h>

#include "auth/jwk.h"
#include "auth/jwt_sign.h"
#include "auth/key_make.h"

namespace auth {
namespace {

const std::string kChance(kSigningChance, 'c');

bool round_trip(std::string_view name, const JwtKey& key) {
    const JwtAlgorithm& algorithm = *find_jwt_algorithm(name);
    const auto signature = sign(algorithm, key, "message", kChance);
    if (!signature) return false;
    const JwtKey open = key.type == KeyType::Secret ? key : public_half(key);
    return verify_signature(algorithm, open, "message", *signature) &&
           !verify_signature(algorithm, open, "massage", *signature);
}

TEST(JwtSign, EveryAlgorithmSignsAndVerifies) {
    const JwtKey rsa = make_rsa_key(1024, 65537, "seed");
    for (const char* name : {"RS256", "RS384", "RS512", "PS256", "PS384"})
        EXPECT_TRUE(round_trip(name, rsa)) << name;
    EXPECT_TRUE(round_trip("ES256", make_ec_key("secp256r1", std::string(80, 'x'))));
    EXPECT_TRUE(round_trip("ES384", make_ec_key("secp384r1", std::string(80, 'x'))));
    EXPECT_TRUE(round_trip("ES512", make_ec_key("secp521r1", std::string(80, 'x'))));
    EXPECT_TRUE(round_trip("ES256K", make_ec_key("secp256k1", std::string(80, 'x'))));
    EXPECT_TRUE(round_trip("EdDSA", make_ed25519_key(std::string(32, 'x'))));
    EXPECT_TRUE(round_trip("HS512", *prepare_key(*find_jwt_algorithm("HS512"), "secret").key));
}

TEST(JwtSign, TheSameChanceGivesTheSameSignature) {
    const JwtAlgorithm& algorithm = *find_jwt_algorithm("ES256");
    const JwtKey key = make_ec_key("secp256r1", std::string(80, 'x'));
    EXPECT_EQ(sign(algorithm, key, "m", kChance), sign(algorithm, key, "m", kChance));
    EXPECT_NE(sign(algorithm, key, "m", kChance),
              sign(algorithm, key, "m", std::string(kSigningChance, 'd')));
}

TEST(JwtSign, APublicKeyCannotSign) {
    const JwtKey key = public_half(make_ed25519_key(std::string(32, 'x')));
    EXPECT_FALSE(sign(*find_jwt_algorithm("EdDSA"), key, "m", kChance));
}

TEST(JwtKey, APublicKeyIsNoSecret) {
    const std::string pem = public_pem(make_ed25519_key(std::string(32, 'x')));
    const KeyResult result = prepare_key(*find_jwt_algorithm("HS256"), pem);
    ASSERT_TRUE(result.fault);
    EXPECT_EQ(result.fault->exception, "InvalidKeyError");
}

TEST(JwtKey, TheCurveMustBeTheAlgorithms) {
    const KeyResult result = prepare_key(
        *find_jwt_algorithm("ES256"), private_pem(make_ec_key("secp384r1", std::string(80, 'x'))));
    ASSERT_TRUE(result.fault);
    EXPECT_EQ(result.fault->message,
              "The key's curve 'secp384r1' does not match the expected curve 'secp256r1' for this "
              "algorithm");
}

TEST(Jwk, WhatIsWrittenIsReadAgain) {
    for (const auto& [name, key] : {std::pair{"RS256", make_rsa_key(1024, 65537, "seed")},
                                    {"ES256", make_ec_key("secp256r1", std::string(80, 'x'))},
                                    {"EdDSA", make_ed25519_key(std::string(32, 'x'))}}) {
        const KeyResult read = key_from_jwk(*find_jwt_algorithm(name), jwk_of_key(key));
        ASSERT_TRUE(read.key) << name;
        EXPECT_EQ(private_pem(*read.key), private_pem(key)) << name;
    }
}

TEST(Jwk, BadKeysAreRefused) {
    const JwtAlgorithm& rsa = *find_jwt_algorithm("RS256");
    EXPECT_EQ(key_from_jwk(rsa, {{"kty", "RSA"}, {"n", "u-Sf"}, {"e", "AQ"}}).fault->message,
              "e must be odd and greater than 2");
    EXPECT_EQ(key_from_jwk(rsa, {{"kty", "oct"}, {"k", "u-Sf"}}).fault->message, "Not an RSA key");
    EXPECT_EQ(key_from_jwk(*find_jwt_algorithm("ES256"),
                           {{"kty", "EC"}, {"crv", "P-256"}, {"x", "AA"}, {"y", "AA"}})
                  .fault->message,
              "Coords should be 32 bytes for curve P-256");
}

}  // namespace
}  // namespace auth
