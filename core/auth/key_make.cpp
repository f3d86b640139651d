#include "auth/key_make.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/param_build.h>

#include <string>
#include <vector>

#include "auth/openssl_owned.h"

namespace auth {
namespace {

// As many bytes as asked for, out of the seed and a counter.
class Stream {
  public:
    explicit Stream(std::string_view seed) : seed_(seed) {}
    std::string take(std::size_t count) {
        std::string out;
        while (out.size() < count) {
            const std::string block = seed_ + std::to_string(counter_++);
            std::string part(64, '\0');
            EVP_Digest(block.data(), block.size(), reinterpret_cast<unsigned char*>(part.data()),
                       nullptr, EVP_sha512(), nullptr);
            out += part;
        }
        out.resize(count);
        return out;
    }

  private:
    std::string seed_;
    std::uint64_t counter_ = 0;
};

// A prime with its two highest bits set, for which exponent and prime - 1 have no common factor.
Number make_prime(int bits, const BIGNUM* exponent, Stream& stream, BN_CTX* context) {
    Number prime = number_of(stream.take(static_cast<std::size_t>(bits) / 8));
    BN_set_bit(prime.get(), bits - 1);
    BN_set_bit(prime.get(), bits - 2);
    BN_set_bit(prime.get(), 0);
    const Number less(BN_new()), common(BN_new());
    for (;; BN_add_word(prime.get(), 2)) {
        BN_copy(less.get(), prime.get());
        BN_sub_word(less.get(), 1);
        BN_gcd(common.get(), less.get(), exponent, context);
        if (BN_is_one(common.get()) && BN_check_prime(prime.get(), context, nullptr) == 1)
            return prime;
    }
}

EVP_PKEY* build(const char* type, OSSL_PARAM_BLD* builder) {
    const Owned<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder));
    const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* pair = nullptr;
    if (EVP_PKEY_fromdata_init(context.get()) == 1)
        EVP_PKEY_fromdata(context.get(), &pair, EVP_PKEY_KEYPAIR, parameters.get());
    return pair;
}

}  // namespace

JwtKey make_rsa_key(int bits, std::int64_t exponent, std::string_view seed) {
    Stream stream(seed);
    const Owned<BN_CTX> context(BN_CTX_new());
    const Number e(BN_new()), n(BN_new()), d(BN_new()), less_p(BN_new()), less_q(BN_new()),
        phi(BN_new()), dp(BN_new()), dq(BN_new()), qi(BN_new());
    BN_set_word(e.get(), static_cast<BN_ULONG>(exponent));
    const int half = bits / 16 * 8;
    const Number p = make_prime(half, e.get(), stream, context.get());
    const Number q = make_prime(bits - half, e.get(), stream, context.get());
    BN_mul(n.get(), p.get(), q.get(), context.get());
    BN_sub(less_p.get(), p.get(), BN_value_one());
    BN_sub(less_q.get(), q.get(), BN_value_one());
    BN_mul(phi.get(), less_p.get(), less_q.get(), context.get());
    BN_mod_inverse(d.get(), e.get(), phi.get(), context.get());
    BN_mod(dp.get(), d.get(), less_p.get(), context.get());
    BN_mod(dq.get(), d.get(), less_q.get(), context.get());
    BN_mod_inverse(qi.get(), q.get(), p.get(), context.get());
    const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    const std::pair<const char*, const BIGNUM*> parts[] = {
        {OSSL_PKEY_PARAM_RSA_N, n.get()},          {OSSL_PKEY_PARAM_RSA_E, e.get()},
        {OSSL_PKEY_PARAM_RSA_D, d.get()},          {OSSL_PKEY_PARAM_RSA_FACTOR1, p.get()},
        {OSSL_PKEY_PARAM_RSA_FACTOR2, q.get()},    {OSSL_PKEY_PARAM_RSA_EXPONENT1, dp.get()},
        {OSSL_PKEY_PARAM_RSA_EXPONENT2, dq.get()}, {OSSL_PKEY_PARAM_RSA_COEFFICIENT1, qi.get()}};
    for (const auto& [name, number] : parts) OSSL_PARAM_BLD_push_BN(builder.get(), name, number);
    return adopt_pair(build("RSA", builder.get()), KeyHalf::Private);
}

JwtKey make_ec_key(std::string_view curve, std::string_view chance) {
    const std::string name(curve == "secp256r1" ? "prime256v1" : curve);
    const Owned<EC_GROUP> group(EC_GROUP_new_by_curve_name(OBJ_sn2nid(name.c_str())));
    const Owned<BN_CTX> context(BN_CTX_new());
    const BIGNUM* order = EC_GROUP_get0_order(group.get());
    const Number secret = number_of(chance), below(BN_dup(order));
    BN_sub_word(below.get(), 1);
    BN_mod(secret.get(), secret.get(), below.get(), context.get());
    BN_add_word(secret.get(), 1);
    const Owned<EC_POINT> point(EC_POINT_new(group.get()));
    EC_POINT_mul(group.get(), point.get(), secret.get(), nullptr, nullptr, context.get());
    std::vector<unsigned char> octets(EC_POINT_point2oct(
        group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, nullptr, 0, context.get()));
    EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, octets.data(),
                       octets.size(), context.get());
    const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, name.c_str(), 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, octets.data(),
                                     octets.size());
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, secret.get());
    return adopt_pair(build("EC", builder.get()), KeyHalf::Private);
}

JwtKey make_ed25519_key(std::string_view thirty_two_bytes) {
    return adopt_pair(EVP_PKEY_new_raw_private_key(
                          EVP_PKEY_ED25519, nullptr,
                          reinterpret_cast<const unsigned char*>(thirty_two_bytes.data()),
                          thirty_two_bytes.size()),
                      KeyHalf::Private);
}

}  // namespace auth
