#include "auth/scopes.h"

#include <gtest/gtest.h>

#include "auth/form_grant.h"

namespace auth {
namespace {

using Scopes = std::vector<std::string>;

TEST(Scopes, AreJoinedFromTheOutsideInWithoutRepeats) {
    EXPECT_EQ(join_scopes(Scopes{"a", "b", "a"}, Scopes{"b", "c"}), (Scopes{"a", "b", "c"}));
    EXPECT_EQ(join_scopes(Scopes{}, Scopes{}), Scopes{});
}

TEST(Scopes, TextIsSplitAtWhiteSpace) {
    EXPECT_EQ(split_scopes("  read\t write\xC2\xA0me\n"), (Scopes{"read", "write", "me"}));
    EXPECT_EQ(split_scopes(""), Scopes{});
    EXPECT_EQ(scope_text(Scopes{"read", "me"}), "read me");
    EXPECT_EQ(scope_text(Scopes{}), "");
}

TEST(GrantForm, OnlyTheStrictOneNeedsTheGrantType) {
    EXPECT_FALSE(grant_fields(GrantForm::Lenient)[0].required);
    EXPECT_TRUE(grant_fields(GrantForm::Strict)[0].required);
    EXPECT_EQ(grant_fields(GrantForm::Strict)[0].pattern, "^password$");
    EXPECT_EQ(grant_fields(GrantForm::Lenient)[1].name, "username");
}

}  // namespace
}  // namespace auth
