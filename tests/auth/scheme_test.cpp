// Each scheme: good, missing, wrong scheme, malformed.
#include "auth/scheme.h"

#include <gtest/gtest.h>

#include "auth/challenge.h"

namespace auth {
namespace {

http::Request request_with(http::Headers headers) {
    http::Request request = http::make_request("GET", "/");
    request.headers = std::move(headers);
    return request;
}

http::Request authorized(std::string_view value) {
    return request_with({{"Authorization", std::string(value)}});
}

std::string challenge(const Extraction& found) {
    return found.refusal ? *found.refusal->headers.get("WWW-Authenticate") : "(none)";
}
std::string reason(const Extraction& found) {
    return found.refusal ? found.refusal->reason : "(none)";
}

const Scheme kPasswordBearer{SchemeKind::OAuth2PasswordBearer, "", {}, true};
const Scheme kHttpBearer{SchemeKind::HttpBearer, "", {}, true};
const Scheme kDigest{SchemeKind::HttpDigest, "", {}, true};
const Scheme kBasic{SchemeKind::HttpBasic, "", {}, true};
const Scheme kOAuth2{SchemeKind::OAuth2, "", {}, true};

TEST(OAuth2PasswordBearer, TheTokenIsWhatFollowsTheScheme) {
    EXPECT_EQ(extract(kPasswordBearer, authorized("bEaReR  a b ")).credentials->value, "a b");
}

TEST(OAuth2PasswordBearer, TheSchemeAloneGivesAnEmptyToken) {
    EXPECT_EQ(extract(kPasswordBearer, authorized("Bearer")).credentials->value, "");
}

TEST(OAuth2PasswordBearer, ARefusalSaysWhy) {
    EXPECT_EQ(reason(extract(kPasswordBearer, request_with({}))), "no Authorization header");
    EXPECT_EQ(reason(extract(kPasswordBearer, authorized(""))),
              "the Authorization header is empty");
    EXPECT_EQ(reason(extract(kPasswordBearer, authorized("Basic abc"))),
              "the scheme is Basic, not Bearer");
    const Extraction found = extract(kPasswordBearer, authorized(" Bearer x"));
    EXPECT_EQ(reason(found), "the Authorization header starts with a blank");
    EXPECT_TRUE(found.present);
    EXPECT_EQ(found.refusal->status, 401);
    EXPECT_EQ(found.refusal->detail, "Not authenticated");
    EXPECT_EQ(challenge(found), "Bearer");
}

TEST(OAuth2PasswordBearer, BytesAreReadAsLatin1) {
    EXPECT_EQ(extract(kPasswordBearer, authorized("Bearer \xE9")).credentials->value, "\xC3\xA9");
}

TEST(HttpBearer, SchemeAndCredentialsAreGivenAsSent) {
    const Extraction found = extract(kHttpBearer, authorized("BEARER  tok "));
    EXPECT_EQ(found.credentials->scheme, "BEARER");
    EXPECT_EQ(found.credentials->value, "tok");
}

TEST(HttpBearer, EmptyCredentialsAreRefused) {
    EXPECT_EQ(reason(extract(kHttpBearer, authorized("Bearer  "))), "the credentials are empty");
    EXPECT_EQ(reason(extract(kHttpBearer, request_with({}))), "no Authorization header");
    EXPECT_EQ(reason(extract(kHttpBearer, authorized("Digest x"))),
              "the scheme is Digest, not Bearer");
    EXPECT_EQ(challenge(extract(kHttpBearer, authorized("Bearer\tx"))), "Bearer");
}

TEST(HttpDigest, ItsOwnSchemeOnly) {
    EXPECT_EQ(extract(kDigest, authorized("digest a=1")).credentials->value, "a=1");
    EXPECT_EQ(challenge(extract(kDigest, authorized("Bearer x"))), "Digest");
    EXPECT_EQ(reason(extract(kDigest, authorized("Digest"))), "the credentials are empty");
    EXPECT_EQ(reason(extract(kDigest, request_with({}))), "no Authorization header");
}

TEST(HttpBase, AnySchemeIsLetIn) {
    const Scheme base{SchemeKind::HttpBase, "acme-hmac", {}, true};
    EXPECT_EQ(extract(base, authorized("Other x")).credentials->scheme, "Other");
    EXPECT_EQ(challenge(extract(base, request_with({}))), "Acme-Hmac");
    EXPECT_EQ(reason(extract(base, authorized("Other"))), "the credentials are empty");
    EXPECT_EQ(reason(extract(base, authorized(""))), "the Authorization header is empty");
}

TEST(HttpBasic, TheFirstColonSplitsNameAndPassword) {
    const Extraction found = extract(kBasic, authorized("basic dXNlcjpwYTpzcw=="));
    EXPECT_EQ(found.credentials->username, "user");
    EXPECT_EQ(found.credentials->password, "pa:ss");
}

TEST(HttpBasic, MissingOrOtherSchemeIsAnOrdinaryRefusal) {
    EXPECT_FALSE(extract(kBasic, request_with({})).refusal->always);
    EXPECT_FALSE(extract(kBasic, authorized("Bearer x")).refusal->always);
    EXPECT_EQ(challenge(extract(kBasic, authorized("Bearer x"))), "Basic");
    const Scheme realm{SchemeKind::HttpBasic, "", "simple", true};
    EXPECT_EQ(challenge(extract(realm, request_with({}))), "Basic realm=\"simple\"");
}

TEST(HttpBasic, WhatCannotBeDecodedIsAlwaysRefused) {
    for (const auto& [value, why] :
         {std::pair("Basic a",
                    "not valid base64: Invalid base64-encoded string: number of data "
                    "characters (1) cannot be 1 more than a multiple of 4"),
          std::pair("Basic w6k6w6k=", "the decoded text is not ASCII"),
          std::pair("Basic dXNlcg==", "no \":\" in the decoded text"),
          std::pair("Basic ", "no \":\" in the decoded text"),
          std::pair("Basic \xE9",
                    "not valid base64: string argument should contain only ASCII "
                    "characters")}) {
        const Extraction found = extract(kBasic, authorized(value));
        EXPECT_EQ(reason(found), why);
        EXPECT_TRUE(found.refusal->always) << value;
    }
}

TEST(OAuth2, TheWholeHeaderIsGiven) {
    EXPECT_EQ(extract(kOAuth2, authorized("Basic abc")).credentials->value, "Basic abc");
    EXPECT_EQ(challenge(extract(kOAuth2, request_with({}))), "Bearer");
    EXPECT_EQ(reason(extract(kOAuth2, authorized(""))), "the Authorization header is empty");
    const Scheme connect{SchemeKind::OpenIdConnect, "", {}, true};
    EXPECT_EQ(extract(connect, authorized("x")).credentials->value, "x");
}

TEST(ApiKey, AHeaderGivesItsFirstValue) {
    const Scheme key{SchemeKind::ApiKeyHeader, "X-Key", {}, true};
    EXPECT_EQ(extract(key, request_with({{"x-key", "a"}, {"X-KEY", "b"}})).credentials->value, "a");
    EXPECT_EQ(reason(extract(key, request_with({{"x_key", "a"}}))), "no header X-Key");
    EXPECT_EQ(reason(extract(key, request_with({{"x-key", ""}}))), "the header X-Key is empty");
    EXPECT_EQ(challenge(extract(key, request_with({}))), "APIKey");
}

TEST(ApiKey, AQueryGivesItsLastValue) {
    const Scheme key{SchemeKind::ApiKeyQuery, "k", {}, true};
    const Extraction found = extract(key, http::make_request("GET", "/?k=a&k=b%20c"));
    EXPECT_EQ(found.credentials->value, "b c");
    EXPECT_EQ(found.in, "query");
    EXPECT_EQ(reason(extract(key, http::make_request("GET", "/?K=a"))), "no query parameter k");
    EXPECT_EQ(reason(extract(key, http::make_request("GET", "/?k"))),
              "the query parameter k is empty");
}

TEST(ApiKey, ACookieIsFoundAmongOthers) {
    const Scheme key{SchemeKind::ApiKeyCookie, "session", {}, true};
    EXPECT_EQ(
        extract(key, request_with({{"cookie", "a=1; session=\"s\\073\""}})).credentials->value,
        "s;");
    EXPECT_EQ(reason(extract(key, request_with({{"cookie", "a=1"}}))), "no cookie session");
    EXPECT_EQ(reason(extract(key, request_with({{"cookie", "session="}}))),
              "the cookie session is empty");
}

TEST(Challenge, TitlesAreThoseOfPython) {
    EXPECT_EQ(title_case("acme-hmac2x"), "Acme-Hmac2X");
    EXPECT_EQ(title_case("DIGEST"), "Digest");
    EXPECT_EQ(title_case(""), "");
}

}  // namespace
}  // namespace auth
