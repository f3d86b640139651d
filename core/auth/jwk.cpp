#include "auth/jwk.h"

#include <fmt/format.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <array>

#include "auth/base64.h"
#include "auth/openssl_owned.h"

namespace auth {
namespace {

KeyResult invalid_jwk(std::string message) {
    return {std::nullopt, KeyFault{"InvalidKeyError", std::move(message)}};
}
KeyResult value_error(std::string message) {
    return {std::nullopt, KeyFault{"ValueError", std::move(message)}};
}

// The parameters of a key under construction; numbers live as long as it does.
class KeyBuilder {
  public:
    KeyBuilder() : builder_(OSSL_PARAM_BLD_new()) {}
    void add_number(const char* name, std::string_view bytes) {
        numbers_.emplace_back(BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()),
                                        static_cast<int>(bytes.size()), nullptr));
        OSSL_PARAM_BLD_push_BN(builder_.get(), name, numbers_.back().get());
    }
    void add_text(const char* name, const char* text) {
        OSSL_PARAM_BLD_push_utf8_string(builder_.get(), name, text, 0);
    }
    void add_bytes(const char* name, std::string_view bytes) {
        octets_.emplace_back(bytes);
        OSSL_PARAM_BLD_push_octet_string(builder_.get(), name, octets_.back().data(),
                                         octets_.back().size());
    }
    EVP_PKEY* build(const char* type, KeyHalf half) {
        const Owned<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder_.get()));
        const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
        EVP_PKEY* pair = nullptr;
        if (EVP_PKEY_fromdata_init(context.get()) == 1)
            EVP_PKEY_fromdata(context.get(), &pair,
                              half == KeyHalf::Private ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY,
                              parameters.get());
        return pair;
    }

  private:
    Owned<OSSL_PARAM_BLD> builder_;
    std::vector<Owned<BIGNUM>> numbers_;
    std::vector<std::string> octets_;
};

// The decoded members, or the first that is no base64.
struct Decoded {
    JwkMembers bytes;
    std::string fault;
    std::string_view get(std::string_view name) const {
        const std::string* found = find_member(bytes, name);
        return found ? std::string_view(*found) : std::string_view();
    }
};
Decoded decode_member(const JwkMembers& members, std::initializer_list<std::string_view> names) {
    Decoded out;
    for (const std::string_view name : names) {
        const std::string* text = find_member(members, name);
        if (!text) continue;
        auto bytes = base64url_decode_unpadded(*text);
        if (bytes.ok())
            out.bytes.emplace_back(name, std::move(bytes).value());
        else if (out.fault.empty())
            out.fault = bytes.error().message;
    }
    return out;
}

KeyResult secret_from(const JwkMembers& members) {
    if (!find_member(members, "kty") || *find_member(members, "kty") != "oct")
        return invalid_jwk("Not an HMAC key");
    if (!find_member(members, "k")) return {std::nullopt, KeyFault{"KeyError", "k"}};
    const Decoded decoded = decode_member(members, {"k"});
    if (!decoded.fault.empty()) return value_error(decoded.fault);
    JwtKey key;
    key.secret = decoded.get("k");
    key.half = KeyHalf::Private;
    if (key.secret.empty()) return invalid_jwk("HMAC key must not be empty.");
    return {std::move(key), std::nullopt};
}

struct RsaPart {
    const char* member;
    const char* parameter;
};
constexpr RsaPart kRsaParts[] = {
    {"n", OSSL_PKEY_PARAM_RSA_N},          {"e", OSSL_PKEY_PARAM_RSA_E},
    {"d", OSSL_PKEY_PARAM_RSA_D},          {"p", OSSL_PKEY_PARAM_RSA_FACTOR1},
    {"q", OSSL_PKEY_PARAM_RSA_FACTOR2},    {"dp", OSSL_PKEY_PARAM_RSA_EXPONENT1},
    {"dq", OSSL_PKEY_PARAM_RSA_EXPONENT2}, {"qi", OSSL_PKEY_PARAM_RSA_COEFFICIENT1}};

KeyResult rsa_from(const JwkMembers& members) {
    const auto has = [&](std::string_view name) { return find_member(members, name) != nullptr; };
    if (!has("kty") || *find_member(members, "kty") != "RSA") return invalid_jwk("Not an RSA key");
    if (!has("n") || !has("e")) return invalid_jwk("Not a public or private key");
    const bool is_private = has("d");
    if (is_private) {
        if (has("oth")) return invalid_jwk("Unsupported RSA private key: > 2 primes not supported");
        int factors = 0;
        for (const std::string_view name : {"p", "q", "dp", "dq", "qi"}) factors += has(name);
        if (factors != 0 && factors != 5)
            return invalid_jwk("RSA key must include all parameters if any are present besides d");
    }
    const Decoded decoded = decode_member(members, {"n", "e", "d", "p", "q", "dp", "dq", "qi"});
    if (!decoded.fault.empty()) return value_error(decoded.fault);
    const std::string_view e = decoded.get("e");
    const auto first = e.find_first_not_of('\0');
    const bool too_small =
        first == e.npos || (first + 1 == e.size() && e[first] < 3 && e[first] > 0);
    if (too_small || static_cast<unsigned char>(e.back()) % 2 == 0)
        return value_error("e must be odd and greater than 2");
    KeyBuilder builder;
    for (const RsaPart& part : kRsaParts)
        if (has(part.member) && (is_private || &part < kRsaParts + 2))
            builder.add_number(part.parameter, decoded.get(part.member));
    const KeyHalf half = is_private ? KeyHalf::Private : KeyHalf::Public;
    EVP_PKEY* pair = builder.build("RSA", half);
    if (!pair) return value_error("Invalid RSA key");
    return {adopt_pair(pair, half), std::nullopt};
}

struct CurveName {
    std::string_view crv;
    const char* group;
    std::size_t size;
};
constexpr CurveName kCurves[] = {{"P-256", "prime256v1", 32},
                                 {"P-384", "secp384r1", 48},
                                 {"P-521", "secp521r1", 66},
                                 {"secp256k1", "secp256k1", 32}};

KeyResult ec_from(const JwkMembers& members) {
    const std::string* kty = find_member(members, "kty");
    const std::string* crv = find_member(members, "crv");
    if (!kty || *kty != "EC" || !find_member(members, "x") || !find_member(members, "y"))
        return invalid_jwk("Not an Elliptic curve key");
    const Decoded decoded = decode_member(members, {"x", "y", "d"});
    if (!decoded.fault.empty()) return value_error(decoded.fault);
    const auto curve = std::find_if(std::begin(kCurves), std::end(kCurves),
                                    [&](const CurveName& one) { return crv && one.crv == *crv; });
    if (curve == std::end(kCurves))
        return invalid_jwk(fmt::format("Invalid curve: {}", crv ? *crv : "None"));
    if (decoded.get("x").size() != curve->size || decoded.get("y").size() != curve->size)
        return invalid_jwk(
            fmt::format("Coords should be {} bytes for curve {}", curve->size, curve->crv));
    const KeyHalf half = find_member(members, "d") ? KeyHalf::Private : KeyHalf::Public;
    if (half == KeyHalf::Private && decoded.get("d").size() != curve->size)
        return invalid_jwk(fmt::format("('D should be {{}} bytes for curve {{}}', {}, '{}')",
                                       curve->size, curve->crv));
    KeyBuilder builder;
    builder.add_text(OSSL_PKEY_PARAM_GROUP_NAME, curve->group);
    builder.add_bytes(OSSL_PKEY_PARAM_PUB_KEY,
                      fmt::format("\x04{}{}", decoded.get("x"), decoded.get("y")));
    if (half == KeyHalf::Private) builder.add_number(OSSL_PKEY_PARAM_PRIV_KEY, decoded.get("d"));
    EVP_PKEY* pair = builder.build("EC", half);
    if (!pair) return value_error("Invalid EC key. Point is not on the curve specified.");
    JwtKey key = adopt_pair(pair, half);
    if (half == KeyHalf::Private) {
        const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(pair, nullptr));
        if (EVP_PKEY_pairwise_check(context.get()) != 1) return value_error("Invalid EC key.");
    }
    return {std::move(key), std::nullopt};
}

KeyResult okp_from(const JwkMembers& members) {
    const std::string* kty = find_member(members, "kty");
    const std::string* crv = find_member(members, "crv");
    if (!kty || *kty != "OKP") return invalid_jwk("Not an Octet Key Pair");
    if (!crv || (*crv != "Ed25519" && *crv != "Ed448"))
        return invalid_jwk(fmt::format("Invalid curve: {}", crv ? *crv : "None"));
    if (!find_member(members, "x")) return invalid_jwk("OKP should have \"x\" parameter");
    const Decoded decoded = decode_member(members, {"x", "d"});
    if (!decoded.fault.empty()) return value_error(decoded.fault);
    const int type = *crv == "Ed25519" ? EVP_PKEY_ED25519 : EVP_PKEY_ED448;
    const KeyHalf half = find_member(members, "d") ? KeyHalf::Private : KeyHalf::Public;
    const std::string_view raw = decoded.get(half == KeyHalf::Private ? "d" : "x");
    const auto* bytes = reinterpret_cast<const unsigned char*>(raw.data());
    EVP_PKEY* pair = half == KeyHalf::Private
                         ? EVP_PKEY_new_raw_private_key(type, nullptr, bytes, raw.size())
                         : EVP_PKEY_new_raw_public_key(type, nullptr, bytes, raw.size());
    if (!pair) return invalid_jwk("Invalid key parameter");
    JwtKey key = adopt_pair(pair, half);
    std::array<unsigned char, 64> own{};
    std::size_t size = own.size();
    EVP_PKEY_get_raw_public_key(pair, own.data(), &size);
    if (std::string_view(reinterpret_cast<const char*>(own.data()), size) != decoded.get("x"))
        return invalid_jwk("Public key does not match private key");
    return {std::move(key), std::nullopt};
}

std::string number_text(const JwtKey& key, const char* parameter, std::size_t size) {
    BIGNUM* read = nullptr;
    if (EVP_PKEY_get_bn_param(key.pair.get(), parameter, &read) != 1) return {};
    const Owned<BIGNUM> number(read);
    std::string bytes(
        std::max<std::size_t>(size, static_cast<std::size_t>(std::max(BN_num_bytes(read), 1))),
        '\0');
    BN_bn2binpad(read, reinterpret_cast<unsigned char*>(bytes.data()),
                 static_cast<int>(bytes.size()));
    return base64url_encode_unpadded(bytes);
}

JwkMembers rsa_members(const JwtKey& key) {
    const bool is_private = key.half == KeyHalf::Private;
    JwkMembers out{{"kty", "RSA"}, {"key_ops", is_private ? "sign" : "verify"}};
    for (const RsaPart& part : kRsaParts)
        if (is_private || &part < kRsaParts + 2)
            out.emplace_back(part.member, number_text(key, part.parameter, 0));
    return out;
}

JwkMembers ec_members(const JwtKey& key) {
    std::array<char, 64> group{};
    EVP_PKEY_get_group_name(key.pair.get(), group.data(), group.size(), nullptr);
    for (const CurveName& curve : kCurves) {
        if (std::string_view(group.data()) != curve.group) continue;
        JwkMembers out{{"kty", "EC"},
                       {"crv", std::string(curve.crv)},
                       {"x", number_text(key, OSSL_PKEY_PARAM_EC_PUB_X, curve.size)},
                       {"y", number_text(key, OSSL_PKEY_PARAM_EC_PUB_Y, curve.size)}};
        if (key.half == KeyHalf::Private)
            out.emplace_back("d", number_text(key, OSSL_PKEY_PARAM_PRIV_KEY, curve.size));
        return out;
    }
    return {};
}

JwkMembers okp_members(const JwtKey& key) {
    std::array<unsigned char, 64> raw{};
    std::size_t size = raw.size();
    const auto text = [&] {
        return base64url_encode_unpadded({reinterpret_cast<const char*>(raw.data()), size});
    };
    EVP_PKEY_get_raw_public_key(key.pair.get(), raw.data(), &size);
    JwkMembers out{{"x", text()}};
    size = raw.size();
    if (key.half == KeyHalf::Private &&
        EVP_PKEY_get_raw_private_key(key.pair.get(), raw.data(), &size) == 1)
        out.emplace_back("d", text());
    out.emplace_back("kty", "OKP");
    out.emplace_back("crv", key.type == KeyType::Ed25519 ? "Ed25519" : "Ed448");
    return out;
}

}  // namespace

const std::string* find_member(const JwkMembers& members, std::string_view name) {
    for (const auto& [known, value] : members)
        if (known == name) return &value;
    return nullptr;
}

KeyResult key_from_jwk(const JwtAlgorithm& algorithm, const JwkMembers& members) {
    switch (algorithm.family) {
        case JwtFamily::None: return {std::nullopt, KeyFault{"NotImplementedError", ""}};
        case JwtFamily::Hmac: return secret_from(members);
        case JwtFamily::RsaPkcs1:
        case JwtFamily::RsaPss: return rsa_from(members);
        case JwtFamily::Ecdsa: return ec_from(members);
        case JwtFamily::EdDsa: return okp_from(members);
    }
    return invalid_jwk("Unsupported kty");
}

JwkMembers jwk_of_key(const JwtKey& key) {
    switch (key.type) {
        case KeyType::Secret: return {{"k", base64url_encode_unpadded(key.secret)}, {"kty", "oct"}};
        case KeyType::Rsa: return rsa_members(key);
        case KeyType::Ec: return ec_members(key);
        case KeyType::Ed25519:
        case KeyType::Ed448: return okp_members(key);
        case KeyType::Other: break;
    }
    return {};
}

const JwtAlgorithm* default_algorithm(std::string_view kty, std::string_view crv,
                                      std::string& fault) {
    if (kty == "EC") {
        if (crv.empty() || crv == "P-256") return find_jwt_algorithm("ES256");
        if (crv == "P-384") return find_jwt_algorithm("ES384");
        if (crv == "P-521") return find_jwt_algorithm("ES512");
        if (crv == "secp256k1") return find_jwt_algorithm("ES256K");
        fault = fmt::format("Unsupported crv: {}", crv);
    } else if (kty == "RSA") {
        return find_jwt_algorithm("RS256");
    } else if (kty == "oct") {
        return find_jwt_algorithm("HS256");
    } else if (kty == "OKP") {
        if (crv == "Ed25519") return find_jwt_algorithm("EdDSA");
        fault = fmt::format("Unsupported crv: {}", crv);
    } else {
        fault = fmt::format("Unsupported kty: {}", kty);
    }
    return nullptr;
}

}  // namespace auth
