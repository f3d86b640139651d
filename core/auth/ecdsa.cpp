#include "auth/ecdsa.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/objects.h>

#include "auth/openssl_owned.h"

namespace auth {
namespace {

std::string bytes_of(const BIGNUM* number, std::size_t size) {
    std::string out(size, '\0');
    BN_bn2binpad(number, reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(size));
    return out;
}

// The digest as a number: its leftmost bits, as many as the order has.
Owned<BIGNUM> message_number(std::string_view digest, const BIGNUM* order) {
    Owned<BIGNUM> z = number_of(digest);
    const int extra = static_cast<int>(digest.size() * 8) - BN_num_bits(order);
    if (extra > 0) BN_rshift(z.get(), z.get(), extra);
    return z;
}

// A number from 1 to order - 1, made of the chance, the private key and the digest: two messages
// never share one, even if the chance were bad (as in RFC 6979 3.6).
Owned<BIGNUM> make_nonce(const BIGNUM* secret, std::string_view digest, std::string_view chance,
                         const BIGNUM* order, BN_CTX* context) {
    const std::string seed = bytes_of(secret, static_cast<std::size_t>(BN_num_bytes(order))) +
                             std::string(digest) + std::string(chance);
    std::string wide;  // twice as long as needed, so that the remainder is not skewed
    for (char round = 0; wide.size() < 2 * static_cast<std::size_t>(BN_num_bytes(order)); ++round) {
        const std::string block = seed + round;
        std::string part(64, '\0');
        EVP_Digest(block.data(), block.size(), reinterpret_cast<unsigned char*>(part.data()),
                   nullptr, EVP_sha512(), nullptr);
        wide += part;
    }
    Owned<BIGNUM> nonce = number_of(wide);
    Owned<BIGNUM> below(BN_dup(order));
    BN_sub_word(below.get(), 1);
    BN_mod(nonce.get(), nonce.get(), below.get(), context);
    BN_add_word(nonce.get(), 1);
    return nonce;
}

}  // namespace

std::optional<std::string> ecdsa_to_der(std::string_view raw, std::size_t coordinate_size) {
    if (raw.size() != 2 * coordinate_size) return std::nullopt;
    const Owned<ECDSA_SIG> signature(ECDSA_SIG_new());
    ECDSA_SIG_set0(signature.get(), number_of(raw.substr(0, coordinate_size)).release(),
                   number_of(raw.substr(coordinate_size)).release());
    unsigned char* der = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &der);
    if (size <= 0) return std::nullopt;
    std::string out(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);
    return out;
}

std::string sign_ecdsa(const JwtAlgorithm& algorithm, const JwtKey& key, std::string_view digest,
                       std::string_view chance) {
    BIGNUM* private_number = nullptr;
    if (EVP_PKEY_get_bn_param(key.pair.get(), OSSL_PKEY_PARAM_PRIV_KEY, &private_number) != 1)
        return {};
    const Owned<BIGNUM> secret(private_number);
    const Owned<EC_GROUP> group(EC_GROUP_new_by_curve_name(OBJ_sn2nid(algorithm.curve)));
    const Owned<BN_CTX> context(BN_CTX_new());
    const BIGNUM* order = EC_GROUP_get0_order(group.get());
    const Owned<BIGNUM> nonce = make_nonce(secret.get(), digest, chance, order, context.get());
    const Owned<EC_POINT> point(EC_POINT_new(group.get()));
    EC_POINT_mul(group.get(), point.get(), nonce.get(), nullptr, nullptr, context.get());
    const Owned<BIGNUM> r(BN_new()), s(BN_new());
    EC_POINT_get_affine_coordinates(group.get(), point.get(), r.get(), nullptr, context.get());
    BN_nnmod(r.get(), r.get(), order, context.get());
    // s = (z + r d) / k modulo the order
    BN_mod_mul(s.get(), r.get(), secret.get(), order, context.get());
    BN_mod_add(s.get(), s.get(), message_number(digest, order).get(), order, context.get());
    const Owned<BIGNUM> inverse(BN_mod_inverse(nullptr, nonce.get(), order, context.get()));
    BN_mod_mul(s.get(), s.get(), inverse.get(), order, context.get());
    return bytes_of(r.get(), algorithm.coordinate_size) +
           bytes_of(s.get(), algorithm.coordinate_size);
}

}  // namespace auth
