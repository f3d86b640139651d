// auth/argon2_hash.h -- Argon2 password hashes in their encoded form:
// $argon2id$v=19$m=65536,t=3,p=4$salt$hash. RFC 9106; libargon2 does the work.
// Errors: the words of libargon2, which argon2-cffi passes on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace auth {

enum class Argon2Type : std::uint8_t { D, I, Id };
std::string_view name_of(Argon2Type type);  // "argon2id"

struct Argon2Cost {
    Argon2Type type = Argon2Type::Id;
    std::uint32_t version = 19;
    std::uint32_t memory_kib = 65536;
    std::uint32_t passes = 3;
    std::uint32_t lanes = 4;
    std::uint32_t hash_size = 32;  // bytes
    std::uint32_t salt_size = 16;
    friend bool operator==(const Argon2Cost&, const Argon2Cost&) = default;
};
std::string cost_text(const Argon2Cost& cost);  // "64 MiB, 3 passes, 4 lanes"

// An encoded hash taken apart; nullopt when it is none.
struct Argon2Hash {
    Argon2Cost cost;
    std::string salt, hash;
};
std::optional<Argon2Hash> read_argon2(std::string_view encoded);

base::Result<std::string> argon2_hash(std::string_view password, std::string_view salt,
                                      const Argon2Cost& cost);
base::Result<bool> argon2_matches(const Argon2Hash& stored, std::string_view password);

}  // namespace auth
