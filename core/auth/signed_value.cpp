#include "auth/signed_value.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "auth/base64.h"

namespace auth {
namespace {

std::string sha1(std::string_view bytes) {
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_Digest(bytes.data(), bytes.size(), out, &size, EVP_sha1(), nullptr);
    return {reinterpret_cast<const char*>(out), size};
}

std::string signature_of(std::string_view value, std::string_view secret) {
    const std::string key = sha1("itsdangerous.Signersigner" + std::string(secret));
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(value.data()), value.size(), out, &size);
    return base64url_encode_unpadded({reinterpret_cast<const char*>(out), size});
}

std::string timestamp_text(std::int64_t seconds) {
    std::string bytes;
    for (auto left = static_cast<std::uint64_t>(seconds); left > 0; left >>= 8)
        bytes.insert(bytes.begin(), static_cast<char>(left & 0xff));
    return base64url_encode_unpadded(bytes);
}

std::optional<std::int64_t> read_timestamp(std::string_view text) {
    const auto bytes = base64url_decode_unpadded(text);
    if (!bytes.ok() || bytes->size() > 7) return std::nullopt;
    std::int64_t seconds = 0;
    for (const char c : *bytes) seconds = seconds * 256 + static_cast<unsigned char>(c);
    return seconds;
}

bool equal(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

std::string sign_value(std::string_view value, std::string_view secret, std::int64_t now_s) {
    const std::string stamped = std::string(value) + "." + timestamp_text(now_s);
    return stamped + "." + signature_of(stamped, secret);
}

std::optional<std::string> unsign_value(std::string_view text, std::string_view secret,
                                        std::int64_t now_s, std::optional<std::int64_t> max_age_s) {
    const std::size_t last = text.rfind('.');
    if (last == std::string_view::npos) return std::nullopt;
    const std::string_view stamped = text.substr(0, last);
    if (!equal(signature_of(stamped, secret), text.substr(last + 1))) return std::nullopt;
    const std::size_t dot = stamped.rfind('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto signed_at_s = read_timestamp(stamped.substr(dot + 1));
    if (!signed_at_s) return std::nullopt;
    const std::int64_t age_s = now_s - *signed_at_s;
    if (max_age_s && (age_s > *max_age_s || age_s < 0)) return std::nullopt;
    return std::string(stamped.substr(0, dot));
}

}  // namespace auth
