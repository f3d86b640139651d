#include "auth/jwt_key.h"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>

#include "auth/json_members.h"
#include "auth/pem.h"

namespace auth {
namespace {

using Bytes = const unsigned char*;

KeyResult key_fault(std::string exception, std::string message) {
    return {std::nullopt, KeyFault{std::move(exception), std::move(message)}};
}
KeyResult invalid_key(std::string message) {
    return key_fault("InvalidKeyError", std::move(message));
}
KeyResult found(JwtKey key) { return {std::move(key), std::nullopt}; }

constexpr std::string_view kMalformed =
    "Unable to load PEM file. See https://cryptography.io/en/latest/faq/"
    "#why-can-t-i-import-my-pem-file for more details. MalformedFraming";

// -- HMAC ----------------------------------------------------------------------------------------

// A BEGIN marker with the END marker of the same label somewhere behind it, as PyJWT looks for it.
bool has_pem_markers(std::string_view key) {
    constexpr std::string_view kLabels[] = {"CERTIFICATE",
                                            "TRUSTED CERTIFICATE",
                                            "PRIVATE KEY",
                                            "PUBLIC KEY",
                                            "ENCRYPTED PRIVATE KEY",
                                            "OPENSSH PRIVATE KEY",
                                            "DSA PRIVATE KEY",
                                            "RSA PRIVATE KEY",
                                            "RSA PUBLIC KEY",
                                            "EC PRIVATE KEY",
                                            "DH PARAMETERS",
                                            "NEW CERTIFICATE REQUEST",
                                            "CERTIFICATE REQUEST",
                                            "SSH2 PUBLIC KEY",
                                            "SSH2 ENCRYPTED PRIVATE KEY",
                                            "X509 CRL"};
    const auto marker = [&](std::string_view word, std::string_view label, std::size_t from) {
        for (const char left : {'-', ' '})
            for (const char right : {'-', ' '}) {
                const auto at =
                    key.find(fmt::format("----{}{} {}{}----", left, word, label, right), from);
                if (at != key.npos) return at;
            }
        return key.npos;
    };
    for (const std::string_view label : kLabels) {
        const auto begin = marker("BEGIN", label, 0);
        if (begin != key.npos && marker("END", label, begin + 1) != key.npos) return true;
    }
    return false;
}

bool is_ssh_key(std::string_view key) {
    for (const std::string_view format :
         {"ssh-ed25519", "ssh-rsa", "ssh-dss", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
          "ecdsa-sha2-nistp521"})
        if (key.starts_with(format)) return true;
    return false;
}

bool is_der_key(std::string_view key) {
    auto at = reinterpret_cast<Bytes>(key.data());
    if (EVP_PKEY* pair = d2i_PUBKEY(nullptr, &at, static_cast<long>(key.size()))) {
        EVP_PKEY_free(pair);
        return true;
    }
    at = reinterpret_cast<Bytes>(key.data());
    X509* certificate = d2i_X509(nullptr, &at, static_cast<long>(key.size()));
    X509_free(certificate);
    return certificate != nullptr;
}

// JSON with a member "kty" in any of its objects. LIMIT: UTF-8 only.
bool looks_like_jwk(std::string_view key) {
    const auto first = key.find_first_not_of(" \t\r\n");
    if (first == key.npos || (key[first] != '{' && key[first] != '[')) return false;
    const std::string wrapped = fmt::format("{{\"\":{}}}", key);
    if (!json_members(wrapped)) return false;
    for (std::size_t at = key.find('"'); at != key.npos; at = key.find('"', at + 1)) {
        const std::size_t begin = at;
        for (++at; at < key.size() && key[at] != '"'; ++at)
            if (key[at] == '\\') ++at;
        if (at >= key.size()) return false;
        const auto next = key.find_first_not_of(" \t\r\n", at + 1);
        if (next != key.npos && key[next] == ':' &&
            json_string(key.substr(begin, at + 1 - begin)) == "kty")
            return true;
    }
    return false;
}

KeyResult prepare_secret(std::string_view key) {
    if (key.empty()) return invalid_key("HMAC key must not be empty.");
    if (has_pem_markers(key) || is_ssh_key(key) || is_der_key(key))
        return invalid_key(
            "The specified key is an asymmetric key or x509 certificate and should not be used as "
            "an HMAC secret.");
    if (looks_like_jwk(key))
        return invalid_key(
            "The specified key looks like a JWK and should not be used directly as an HMAC secret. "
            "Load it via PyJWK / HMACAlgorithm.from_jwk first.");
    JwtKey out;
    out.secret = key;
    out.half = KeyHalf::Private;
    return found(std::move(out));
}

// -- key pairs -----------------------------------------------------------------------------------

KeyType type_of(const EVP_PKEY* pair) {
    switch (EVP_PKEY_get_base_id(pair)) {
        case EVP_PKEY_RSA: return KeyType::Rsa;
        case EVP_PKEY_EC: return KeyType::Ec;
        case EVP_PKEY_ED25519: return KeyType::Ed25519;
        case EVP_PKEY_ED448: return KeyType::Ed448;
        default: return KeyType::Other;
    }
}

EVP_PKEY* read_private(const PemBlock& block) {
    auto at = reinterpret_cast<Bytes>(block.der.data());
    const auto size = static_cast<long>(block.der.size());
    if (block.label == "PRIVATE KEY") return d2i_AutoPrivateKey(nullptr, &at, size);
    if (block.label == "RSA PRIVATE KEY") return d2i_PrivateKey(EVP_PKEY_RSA, nullptr, &at, size);
    if (block.label == "EC PRIVATE KEY") return d2i_PrivateKey(EVP_PKEY_EC, nullptr, &at, size);
    return nullptr;
}

EVP_PKEY* read_public(const PemBlock& block) {
    auto at = reinterpret_cast<Bytes>(block.der.data());
    const auto size = static_cast<long>(block.der.size());
    if (block.label == "PUBLIC KEY") return d2i_PUBKEY(nullptr, &at, size);
    if (block.label == "RSA PUBLIC KEY") return d2i_PublicKey(EVP_PKEY_RSA, nullptr, &at, size);
    return nullptr;
}

std::string class_that_goes_with(JwtFamily family) {
    switch (family) {
        case JwtFamily::RsaPkcs1: return "RSAAlgorithm";
        case JwtFamily::RsaPss: return "RSAPSSAlgorithm";
        case JwtFamily::Ecdsa: return "ECAlgorithm";
        case JwtFamily::EdDsa: return "OKPAlgorithm";
        case JwtFamily::Hmac: return "HMACAlgorithm";
        case JwtFamily::None: return "NoneAlgorithm";
    }
    return {};
}

KeyResult checked(const JwtAlgorithm& algorithm, KeyResult result) {
    if (!result.key) return result;
    if (auto wrong = check_key(algorithm, *result.key)) return {std::nullopt, std::move(wrong)};
    return result;
}

// An RSA key is looked for as a private key first, an EC key as a public one.
KeyResult prepare_rsa(const JwtAlgorithm& algorithm, std::string_view key) {
    KeyResult result = checked(algorithm, load_private_pem(key));
    if (result.key || result.fault->exception != "ValueError") return result;
    result = checked(algorithm, load_public_pem(key));
    if (result.key || result.fault->exception != "ValueError") return result;
    return invalid_key("Could not parse the provided public key.");
}

KeyResult prepare_ec(const JwtAlgorithm& algorithm, std::string_view key) {
    KeyResult result = checked(algorithm, load_public_pem(key));
    if (result.key || result.fault->exception != "ValueError") return result;
    return checked(algorithm, load_private_pem(key));
}

KeyResult prepare_okp(const JwtAlgorithm& algorithm, std::string_view key) {
    if (key.find("-----BEGIN PUBLIC") != key.npos) return checked(algorithm, load_public_pem(key));
    if (key.find("-----BEGIN PRIVATE") != key.npos)
        return checked(algorithm, load_private_pem(key));
    return invalid_key("Not a public or private key");
}

std::string written(BIO* out, bool done) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(out, &data);
    std::string text(done ? data : "", done ? static_cast<std::size_t>(size) : 0);
    BIO_free(out);
    return text;
}

}  // namespace

JwtKey adopt_pair(evp_pkey_st* pair, KeyHalf half) {
    JwtKey key;
    key.pair = std::shared_ptr<evp_pkey_st>(pair, EVP_PKEY_free);
    key.type = type_of(pair);
    key.half = half;
    return key;
}

KeyResult load_private_pem(std::string_view text) {
    const auto block = read_pem(text);
    if (!block) return key_fault("ValueError", std::string(kMalformed));
    if (block->encrypted || block->label == "ENCRYPTED PRIVATE KEY")
        return key_fault("TypeError", "Password was not given but private key is encrypted");
    if (EVP_PKEY* pair = read_private(*block)) return found(adopt_pair(pair, KeyHalf::Private));
    return key_fault(
        "ValueError",
        "Valid PEM but no BEGIN/END delimiters for a private key found. Are you sure this "
        "is a private key?");
}

KeyResult load_public_pem(std::string_view text) {
    const auto block = read_pem(text);
    if (!block) return key_fault("ValueError", std::string(kMalformed));
    if (EVP_PKEY* pair = read_public(*block)) return found(adopt_pair(pair, KeyHalf::Public));
    return key_fault(
        "ValueError",
        "Valid PEM but no BEGIN/END delimiters for a public key found. Are you sure this "
        "is a public key?");
}

KeyResult prepare_key(const JwtAlgorithm& algorithm, std::string_view key) {
    if (algorithm.family != JwtFamily::None && algorithm.family != JwtFamily::Hmac &&
        is_ssh_key(key))
        return key_fault("refused", "OpenSSH keys are not offered here; use PEM");
    switch (algorithm.family) {
        case JwtFamily::None:
            if (key.empty()) return found(JwtKey{});
            return invalid_key("When alg = \"none\", key value must be None.");
        case JwtFamily::Hmac: return prepare_secret(key);
        case JwtFamily::RsaPkcs1:
        case JwtFamily::RsaPss: return prepare_rsa(algorithm, key);
        case JwtFamily::Ecdsa: return prepare_ec(algorithm, key);
        case JwtFamily::EdDsa: return prepare_okp(algorithm, key);
    }
    return invalid_key("Algorithm not supported");
}

std::optional<KeyFault> check_key(const JwtAlgorithm& algorithm, const JwtKey& key) {
    bool fits = false;
    switch (algorithm.family) {
        case JwtFamily::None: fits = false; break;
        case JwtFamily::Hmac: fits = key.type == KeyType::Secret; break;
        case JwtFamily::RsaPkcs1:
        case JwtFamily::RsaPss: fits = key.type == KeyType::Rsa; break;
        case JwtFamily::Ecdsa: fits = key.type == KeyType::Ec; break;
        case JwtFamily::EdDsa:
            fits = key.type == KeyType::Ed25519 || key.type == KeyType::Ed448;
            break;
    }
    if (!fits) {
        const std::string name = key_class_name(key);
        return KeyFault{
            "InvalidKeyError",
            fmt::format("Expected one of <generator object "
                        "Algorithm.check_crypto_key_type.<locals>.<genexpr> at 0x7f0000000000>, "
                        "got: {}. Invalid Key type for {}",
                        name.substr(name.rfind('.') + 1), class_that_goes_with(algorithm.family))};
    }
    if (algorithm.family != JwtFamily::Ecdsa) return std::nullopt;
    std::array<char, 64> group{};
    EVP_PKEY_get_group_name(key.pair.get(), group.data(), group.size(), nullptr);
    const std::string_view curve = group.data();
    if (curve == algorithm.curve) return std::nullopt;
    return KeyFault{
        "InvalidKeyError",
        fmt::format("The key's curve '{}' does not match the expected curve '{}' for "
                    "this algorithm",
                    curve == "prime256v1" ? "secp256r1" : curve, algorithm.shown_curve)};
}

std::string private_pem(const JwtKey& key) {
    BIO* out = BIO_new(BIO_s_mem());
    const int done =
        PEM_write_bio_PKCS8PrivateKey(out, key.pair.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return written(out, done == 1);
}

std::string public_pem(const JwtKey& key) {
    BIO* out = BIO_new(BIO_s_mem());
    const int done = PEM_write_bio_PUBKEY(out, key.pair.get());
    return written(out, done == 1);
}

JwtKey public_half(const JwtKey& key) {
    const auto loaded = load_public_pem(public_pem(key));
    return loaded.key ? *loaded.key : JwtKey{};
}

int key_bits(const JwtKey& key) { return EVP_PKEY_get_bits(key.pair.get()); }

std::optional<std::string> short_key_warning(const JwtAlgorithm& algorithm, const JwtKey& key) {
    if (algorithm.family == JwtFamily::Hmac && key.secret.size() < algorithm.digest_size)
        return fmt::format(
            "The HMAC key is {} bytes long, which is below the minimum recommended length of {} "
            "bytes for {}. See RFC 7518 Section 3.2.",
            key.secret.size(), algorithm.digest_size, algorithm.digest);
    constexpr int kLeastRsaBits = 2048;
    if (key.type == KeyType::Rsa && key_bits(key) < kLeastRsaBits)
        return fmt::format(
            "The RSA key is {} bits long, which is below the minimum recommended size of {} bits. "
            "See NIST SP 800-131A.",
            key_bits(key), kLeastRsaBits);
    return std::nullopt;
}

std::string key_class_name(const JwtKey& key) {
    const bool is_private = key.half == KeyHalf::Private;
    std::string_view name = "unknown.Key";
    switch (key.type) {
        case KeyType::Secret: return "bytes";
        case KeyType::Rsa: name = is_private ? "rsa.RSAPrivateKey" : "rsa.RSAPublicKey"; break;
        case KeyType::Ec: name = is_private ? "ec.ECPrivateKey" : "ec.ECPublicKey"; break;
        case KeyType::Ed25519:
            name = is_private ? "ed25519.Ed25519PrivateKey" : "ed25519.Ed25519PublicKey";
            break;
        case KeyType::Ed448:
            name = is_private ? "ed448.Ed448PrivateKey" : "ed448.Ed448PublicKey";
            break;
        case KeyType::Other: break;
    }
    return fmt::format("cryptography.hazmat.bindings._rust.openssl.{}", name);
}

}  // namespace auth
