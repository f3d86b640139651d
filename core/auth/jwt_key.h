// auth/jwt_key.h -- what a signature is made or checked with: a secret, or one half of a key pair.
// In: PEM text, raw secrets, the fields of a JWK (auth/jwk.h). Out: a key fit for an algorithm.
// Errors: a KeyFault with the exception and the words of PyJWT 2.15 algorithms.py, or of the
// `cryptography` package below it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "auth/jwt_algorithm.h"

struct evp_pkey_st;  // OpenSSL's EVP_PKEY

namespace auth {

enum class KeyType : std::uint8_t { Secret, Rsa, Ec, Ed25519, Ed448, Other };
enum class KeyHalf : std::uint8_t { Public, Private };

struct JwtKey {
    std::string secret;                 // KeyType::Secret
    std::shared_ptr<evp_pkey_st> pair;  // all others
    KeyType type = KeyType::Secret;
    KeyHalf half = KeyHalf::Public;
};

struct KeyFault {
    std::string exception;  // "InvalidKeyError", "ValueError", "TypeError"; "refused": not offered
    std::string message;
};
struct KeyResult {  // exactly one of the two is set
    std::optional<JwtKey> key;
    std::optional<KeyFault> fault;
};

// What `key`, given as text or bytes, is for the algorithm. LIMIT: OpenSSH keys are refused.
KeyResult prepare_key(const JwtAlgorithm& algorithm, std::string_view key);
// A key that has been read already: does it go with the algorithm?
std::optional<KeyFault> check_key(const JwtAlgorithm& algorithm, const JwtKey& key);

// cryptography's load_pem_private_key, load_pem_public_key: ValueError when it is no such thing.
KeyResult load_private_pem(std::string_view text);
KeyResult load_public_pem(std::string_view text);
std::string private_pem(const JwtKey& key);  // PKCS #8, not encrypted
std::string public_pem(const JwtKey& key);   // SubjectPublicKeyInfo
JwtKey public_half(const JwtKey& key);
int key_bits(const JwtKey& key);

// "The HMAC key is 6 bytes long, ...": what PyJWT warns of; nullopt when the key is long enough.
std::optional<std::string> short_key_warning(const JwtAlgorithm& algorithm, const JwtKey& key);
// cryptography's name of the key's class, with its module.
std::string key_class_name(const JwtKey& key);

// Takes over the pair; its type is read from it.
JwtKey adopt_pair(evp_pkey_st* pair, KeyHalf half);

}  // namespace auth
