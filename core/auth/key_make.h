// auth/key_make.h -- new key pairs out of chance that comes in as an argument, so that a run can be
// repeated: the same seed gives the same key. FIPS 186-5 A.1.3 in outline; for teaching, not for
// keys that guard anything.
#pragma once

#include <cstdint>
#include <string_view>

#include "auth/jwt_key.h"

namespace auth {

JwtKey make_rsa_key(int bits, std::int64_t exponent, std::string_view seed);
// `curve`: "secp256r1" ...; `chance`: 80 bytes.
JwtKey make_ec_key(std::string_view curve, std::string_view chance);
JwtKey make_ed25519_key(std::string_view thirty_two_bytes);

}  // namespace auth
