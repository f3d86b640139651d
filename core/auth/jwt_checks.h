// auth/jwt_checks.h -- the names of the checks of a token in the order in which they are made, and
// what a check came to. RFC 7519 7.2; the order is PyJWT 2.15's (api_jws.py, api_jwt.py).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace auth {

enum class CheckResult : std::uint8_t {
    Passed,
    Failed,
    NotReached,  // an earlier one failed
    Skipped,     // nothing to check, or the program turned it off
};
std::string_view name_of(CheckResult result);  // "passed", "failed", "not_reached", "skipped"

// parse      three base64url parts, the first a JSON object
// header     kid is text, crit names nothing unknown
// alg        the header's alg is one that the program allows
// key        the program's key goes with the algorithm
// signature  was made over header and payload with that key
// claims     the payload is a JSON object
// required   the claims that the program demands are there
// iat nbf exp  issued, valid and not expired at this moment
// iss aud sub jti  issuer, audience, subject, token id
std::span<const std::string_view> pyjwt_checks();

struct TokenFault {
    std::string exception;  // "ExpiredSignatureError"
    std::string message;    // its text; of MissingRequiredClaimError: the claim
    std::string reason;     // the same for a learner: "expired 30 minutes ago ..."
};

}  // namespace auth
