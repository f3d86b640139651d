// auth/jwt_parts.h -- where the parts of a compact JWS stand. RFC 7515 7.1.
// Out: views into the token; nothing is decoded or believed yet.
// Errors: fewer than two dots, in PyJWT's words.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace auth {

// PyJWT cuts at the last dot first, so dots that are too many belong to the payload.
struct JwtParts {
    std::string_view header, payload, signature;  // base64url text
    std::string_view signing_input;               // header, dot, payload: what is signed
};
base::Result<JwtParts> split_jwt(std::string_view token);

// The bytes behind one part; nullopt when it is not exactly what an encoder would have written: a
// character outside the alphabet, a length that cannot be, bits left over. Padding is taken where
// it makes a multiple of four. PyJWT 2.15 api_jws.py; RFC 7515 2.
std::optional<std::string> decode_jwt_part(std::string_view part);

}  // namespace auth
