// A token opened: places, members, times, and what is wrong with it.
#include "lesson/token_view.h"

#include <gtest/gtest.h>

#include "auth/base64.h"

namespace lesson {
namespace {

constexpr std::int64_t kNow = 1767225600;  // 2026-01-01T00:00:00Z

std::string token_of(std::string_view header, std::string_view claims, std::string_view signature) {
    return auth::base64url_encode_unpadded(header) + "." + auth::base64url_encode_unpadded(claims) +
           "." + auth::base64url_encode_unpadded(signature);
}

const TokenMember& claim(const OpenToken& token, std::size_t index) {
    return token.segments[1].members[index];
}

TEST(OpenToken, PartsKnowTheirPlacesAndTheirBytes) {
    const std::string text =
        token_of(R"({"alg":"HS256","typ":"JWT"})", R"({"sub":"mia"})", "\1\xff");
    const auto token = open_token(text, kNow);
    ASSERT_TRUE(token);
    ASSERT_EQ(token->segments.size(), 3U);
    EXPECT_EQ(token->algorithm, "HS256");
    EXPECT_EQ(token->signature_hex, "01 ff");
    EXPECT_EQ(token->segments[0].begin, 0);
    const auto part = [&](std::size_t i) {
        return text.substr(
            static_cast<std::size_t>(token->segments[i].begin),
            static_cast<std::size_t>(token->segments[i].end - token->segments[i].begin));
    };
    EXPECT_EQ(part(0) + "." + part(1) + "." + part(2), text);
    EXPECT_EQ(token->segments[1].decoded, R"({"sub":"mia"})");
    EXPECT_EQ(claim(*token, 0).name, "sub");
    EXPECT_EQ(claim(*token, 0).value, "\"mia\"");
}

TEST(OpenToken, TimesAreReadable) {
    const auto token = open_token(
        token_of("{}", R"({"exp":1767225600,"iat":1767223800.5,"nbf":1767232800,"x":1767225600})",
                 ""),
        kNow);
    ASSERT_TRUE(token);
    EXPECT_EQ(claim(*token, 0).time, ClaimTime::Expired);
    EXPECT_EQ(claim(*token, 0).readable, "2026-01-01 00:00:00 UTC, expired now");
    EXPECT_EQ(claim(*token, 1).time, ClaimTime::Fine);
    EXPECT_EQ(claim(*token, 1).readable, "2025-12-31 23:30:00 UTC, 30 minutes ago");
    EXPECT_EQ(claim(*token, 2).time, ClaimTime::NotYet);
    EXPECT_EQ(claim(*token, 2).readable, "2026-01-01 02:00:00 UTC, not yet: in 2 hours");
    EXPECT_EQ(claim(*token, 3).readable, "");
}

TEST(OpenToken, ATimeThatIsNoneIsOnlyShown) {
    for (const char* exp : {"1e400", "\"soon\"", "null", "-1e30", "NaN", "12x"}) {
        const auto token =
            open_token(token_of("{}", std::string(R"({"exp":)") + exp + "}", ""), kNow);
        ASSERT_TRUE(token);
        EXPECT_EQ(claim(*token, 0).time, ClaimTime::None) << exp;
        EXPECT_EQ(claim(*token, 0).value, exp);
    }
}

TEST(OpenToken, ARepeatedClaimIsShownTwiceAndMarked) {
    const auto token =
        open_token(token_of("{}", R"({"sub":"a", "n":[1,{"sub":2}], "sub":"b"})", ""), kNow);
    ASSERT_TRUE(token);
    ASSERT_EQ(token->segments[1].members.size(), 3U);
    EXPECT_TRUE(claim(*token, 0).repeated);
    EXPECT_EQ(claim(*token, 1).value, R"([1,{"sub":2}])");
    EXPECT_FALSE(claim(*token, 2).repeated);
}

TEST(OpenToken, WhatCannotBeReadSaysWhy) {
    EXPECT_FALSE(open_token("validtoken", kNow));
    EXPECT_FALSE(open_token("a.b", kNow));
    const auto token = open_token("e30.!!.W10", kNow);
    ASSERT_TRUE(token);
    EXPECT_EQ(token->segments[0].fault, "");
    EXPECT_EQ(token->segments[1].fault, "not base64url");
    EXPECT_EQ(token->signature_hex, "5b 5d");
    EXPECT_EQ(open_token("W10.e30.", kNow)->segments[0].fault, "not a JSON object");
}

TEST(OpenToken, DeepNestingCostsNothing) {
    const std::string deep = "{\"a\":" + std::string(200000, '[') + std::string(200000, ']') + "}";
    const auto token = open_token(token_of("{}", deep, ""), kNow);
    ASSERT_TRUE(token);
    EXPECT_EQ(claim(*token, 0).value.size(), 400000U);
}

}  // namespace
}  // namespace lesson
