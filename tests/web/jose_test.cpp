// python-jose has its own order of checks and its own words.
#include <gtest/gtest.h>

#include "web/guest.h"

namespace web {
namespace {

std::string said_with_jose(std::string_view body) {
    return say(body,
               "from datetime import datetime\nfrom jose import JWTError, jws, jwt\n"
               "from jose.exceptions import ExpiredSignatureError, JWTClaimsError, JWSError\n"
               "TOKEN = jwt.encode({'sub': 'u', 'aud': 'a'}, 'k')\n");
}

TEST(Jose, EncodesAndDecodes) {
    EXPECT_EQ(said_with_jose("jwt.encode({'a': 1}, 'secret')"),
              "'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhIjoxfQ."
              "57TF7smP9XDhIexBqPC-F1toZReYZLWb_YRU5tv0sxM'");
    EXPECT_EQ(said_with_jose("jwt.decode(TOKEN, 'k', algorithms=['HS256'], audience='a')"),
              "{'sub': 'u', 'aud': 'a'}");
    EXPECT_EQ(
        said_with_jose("jwt.decode(TOKEN, {'keys': [{'kty': 'oct', 'k': 'eA'}, {'kty': 'oct', 'k': "
                       "'aw'}]}, audience='a')"),
        "{'sub': 'u', 'aud': 'a'}");
    EXPECT_EQ(said_with_jose("jwt.get_unverified_header(TOKEN), jwt.get_unverified_claims(TOKEN)"),
              "({'alg': 'HS256', 'typ': 'JWT'}, {'sub': 'u', 'aud': 'a'})");
}

TEST(Jose, RefusesInItsOwnWords) {
    EXPECT_EQ(said_with_jose("jwt.decode(TOKEN, 'x', audience='a')"),
              "JWTError: Signature verification failed.");
    EXPECT_EQ(said_with_jose("jwt.decode(TOKEN, 'k', algorithms=['RS256'])"),
              "JWTError: The specified alg value is not allowed");
    EXPECT_EQ(said_with_jose("jwt.decode(TOKEN, 'k', audience='b')"),
              "JWTClaimsError: Invalid audience");
    EXPECT_EQ(said_with_jose("jwt.decode('abc', 'k')"), "JWTError: Not enough segments");
    EXPECT_EQ(said_with_jose("jwt.decode(jwt.encode({'exp': 1699999999}, 'k'), 'k')"),
              "ExpiredSignatureError: Signature has expired.");
    EXPECT_EQ(said_with_jose("jwt.decode(jwt.encode({}, 'k'), 'k', options={'require_exp': True})"),
              "JWTError: missing required key \"exp\" among claims");
    EXPECT_EQ(said_with_jose("jwt.decode(TOKEN, '-----BEGIN PUBLIC KEY-----', audience='a')")
                  .substr(0, 8),
              "JWKError");
}

// Other than PyJWT, jose still accepts a token in the second of its exp.
TEST(Jose, TheSecondOfExpIsStillGood) {
    EXPECT_EQ(said_with_jose("jwt.decode(jwt.encode({'exp': 1700000000}, 'k'), 'k')"),
              "{'exp': 1700000000}");
}

}  // namespace
}  // namespace web
