#include "auth/signed_value.h"

#include <gtest/gtest.h>

namespace auth {
namespace {

constexpr std::int64_t kNow_s = 1'700'000'000;
// What itsdangerous 2.2 signs at that second.
constexpr std::string_view kSigned = "eyJhIjogMX0=.ZVPxAA.xG24nPALo8AhuefWvxeYlShMy1g";

TEST(SignedValue, ComesBackWithinItsAge) {
    const std::string text = sign_value("eyJhIjogMX0=", "secret", kNow_s);
    EXPECT_EQ(text, kSigned);
    EXPECT_EQ(unsign_value(text, "secret", kNow_s + 5, 10), "eyJhIjogMX0=");
    EXPECT_EQ(unsign_value(text, "secret", kNow_s + 500, std::nullopt), "eyJhIjogMX0=");
}

TEST(SignedValue, IsRefusedWhenTooOldFromTheFutureOrChanged) {
    const std::string text(kSigned);
    EXPECT_FALSE(unsign_value(text, "secret", kNow_s + 11, 10));
    EXPECT_FALSE(unsign_value(text, "secret", kNow_s - 1, 10));
    EXPECT_FALSE(unsign_value(text, "other", kNow_s, 10));
    EXPECT_FALSE(unsign_value("x" + text, "secret", kNow_s, 10));
    EXPECT_FALSE(unsign_value("nodots", "secret", kNow_s, 10));
    EXPECT_FALSE(unsign_value("", "secret", kNow_s, 10));
}

}  // namespace
}  // namespace auth
