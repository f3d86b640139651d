#include "auth/jwt_sign.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include <memory>

#include "auth/ecdsa.h"

namespace auth {
namespace {

using Bytes = const unsigned char*;

Bytes data_of(std::string_view text) { return reinterpret_cast<Bytes>(text.data()); }
unsigned char* data_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string hmac(const JwtAlgorithm& algorithm, std::string_view key, std::string_view message) {
    std::string out(algorithm.digest_size, '\0');
    unsigned int size = 0;
    HMAC(EVP_get_digestbyname(algorithm.digest), key.data(), static_cast<int>(key.size()),
         data_of(message), message.size(), data_of(out), &size);
    return out;
}

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeContext>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, FreeContext>;

const EVP_MD* digest_of(const JwtAlgorithm& algorithm) {
    return algorithm.family == JwtFamily::EdDsa ? nullptr : EVP_get_digestbyname(algorithm.digest);
}

bool verify_with_pair(const JwtAlgorithm& algorithm, const JwtKey& key, std::string_view message,
                      std::string_view signature) {
    const DigestContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* options = nullptr;  // owned by `context`
    if (EVP_DigestVerifyInit(context.get(), &options, digest_of(algorithm), nullptr,
                             key.pair.get()) != 1)
        return false;
    if (algorithm.family == JwtFamily::RsaPss &&
        (EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) != 1 ||
         EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) != 1))
        return false;
    return EVP_DigestVerify(context.get(), data_of(signature), signature.size(), data_of(message),
                            message.size()) == 1;
}

// RSA PKCS #1 v1.5 and EdDSA: no chance in them.
std::string sign_with_pair(const JwtAlgorithm& algorithm, const JwtKey& key,
                           std::string_view message) {
    const DigestContext context(EVP_MD_CTX_new());
    std::size_t size = 0;
    if (EVP_DigestSignInit(context.get(), nullptr, digest_of(algorithm), nullptr, key.pair.get()) !=
            1 ||
        EVP_DigestSign(context.get(), nullptr, &size, data_of(message), message.size()) != 1)
        return {};
    std::string out(size, '\0');
    EVP_DigestSign(context.get(), data_of(out), &size, data_of(message), message.size());
    out.resize(size);
    return out;
}

std::string digest(const JwtAlgorithm& algorithm, std::string_view data) {
    std::string out(algorithm.digest_size, '\0');
    EVP_Digest(data.data(), data.size(), data_of(out), nullptr, digest_of(algorithm), nullptr);
    return out;
}

// RFC 8017 B.2.1.
std::string mask(const JwtAlgorithm& algorithm, std::string_view seed, std::size_t size) {
    std::string out;
    for (unsigned int counter = 0; out.size() < size; ++counter) {
        std::string block(seed);
        for (int shift = 24; shift >= 0; shift -= 8)
            block.push_back(static_cast<char>((counter >> shift) & 0xFFU));
        out += digest(algorithm, block);
    }
    out.resize(size);
    return out;
}

// RFC 8017 9.1.1, with a salt as long as the digest: OpenSSL would draw it from the machine.
std::string encode_pss(const JwtAlgorithm& algorithm, std::string_view message,
                       std::string_view salt, std::size_t bits) {
    const std::size_t size = (bits + 7) / 8;
    if (size < 2 * algorithm.digest_size + 2) return {};
    const std::string hash =
        digest(algorithm, std::string(8, '\0') + digest(algorithm, message) + std::string(salt));
    std::string block(size - salt.size() - hash.size() - 2, '\0');
    block += '\1';
    block += salt;
    const std::string cover = mask(algorithm, hash, block.size());
    for (std::size_t i = 0; i < block.size(); ++i)
        block[i] = static_cast<char>(static_cast<unsigned char>(block[i]) ^
                                     static_cast<unsigned char>(cover[i]));
    const unsigned first_mask = 0xFFU >> (8 * size - bits);
    block[0] = static_cast<char>(static_cast<unsigned char>(block[0]) & first_mask);
    return block + hash + '\xBC';
}

std::string sign_pss(const JwtAlgorithm& algorithm, const JwtKey& key, std::string_view message,
                     std::string_view chance) {
    const auto bits = static_cast<std::size_t>(key_bits(key));
    std::string encoded =
        encode_pss(algorithm, message, chance.substr(0, algorithm.digest_size), bits - 1);
    if (encoded.empty()) return {};
    encoded.insert(0, (bits + 7) / 8 - encoded.size(), '\0');
    const KeyContext context(EVP_PKEY_CTX_new(key.pair.get(), nullptr));
    std::string out((bits + 7) / 8, '\0');
    std::size_t size = out.size();
    if (EVP_PKEY_sign_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING) != 1 ||
        EVP_PKEY_sign(context.get(), data_of(out), &size, data_of(encoded), encoded.size()) != 1)
        return {};
    return out;
}

}  // namespace

bool verify_signature(const JwtAlgorithm& algorithm, const JwtKey& key, std::string_view message,
                      std::string_view signature) {
    switch (algorithm.family) {
        case JwtFamily::None: return false;
        case JwtFamily::Hmac: {
            const std::string right = hmac(algorithm, key.secret, message);
            return right.size() == signature.size() &&
                   CRYPTO_memcmp(right.data(), signature.data(), right.size()) == 0;
        }
        case JwtFamily::Ecdsa: {
            const auto der = ecdsa_to_der(signature, algorithm.coordinate_size);
            return der && verify_with_pair(algorithm, key, message, *der);
        }
        case JwtFamily::RsaPkcs1:
        case JwtFamily::RsaPss:
        case JwtFamily::EdDsa: return verify_with_pair(algorithm, key, message, signature);
    }
    return false;
}

std::optional<std::string> sign(const JwtAlgorithm& algorithm, const JwtKey& key,
                                std::string_view message, std::string_view chance) {
    if (algorithm.family == JwtFamily::None) return std::string();
    if (key.half != KeyHalf::Private) return std::nullopt;
    switch (algorithm.family) {
        case JwtFamily::None: break;
        case JwtFamily::Hmac: return hmac(algorithm, key.secret, message);
        case JwtFamily::RsaPss: return sign_pss(algorithm, key, message, chance);
        case JwtFamily::Ecdsa:
            return sign_ecdsa(algorithm, key, digest(algorithm, message), chance);
        case JwtFamily::RsaPkcs1:
        case JwtFamily::EdDsa: return sign_with_pair(algorithm, key, message);
    }
    return std::string();
}

}  // namespace auth
