#include "http/headers.h"

#include <gtest/gtest.h>

namespace http {
namespace {

TEST(Headers, NamesIgnoreCaseAndTheFirstValueCounts) {
    const Headers headers{{"X-Key", "one"}, {"x-key", "two"}};
    ASSERT_NE(headers.get("X-KEY"), nullptr);
    EXPECT_EQ(*headers.get("X-KEY"), "one");
    EXPECT_EQ(headers.get_all("x-Key").size(), 2U);
    EXPECT_EQ(headers.get("x_key"), nullptr);
}

TEST(Headers, SettingReplacesInPlaceAndDropsRepeats) {
    Headers headers{{"a", "1"}, {"b", "2"}, {"A", "3"}};
    headers.set("a", "9");
    EXPECT_EQ(headers, (Headers{{"a", "9"}, {"b", "2"}}));
    headers.set("c", "4");
    EXPECT_EQ(headers.size(), 3U);
}

TEST(Headers, ADefaultDoesNotReplace) {
    Headers headers{{"a", "1"}};
    headers.set_default("A", "2");
    headers.set_default("b", "3");
    EXPECT_EQ(headers, (Headers{{"a", "1"}, {"b", "3"}}));
}

TEST(Headers, RemovingTakesAllOfThatName) {
    Headers headers{{"a", "1"}, {"b", "2"}, {"A", "3"}};
    headers.remove("A");
    EXPECT_EQ(headers, (Headers{{"b", "2"}}));
}

}  // namespace
}  // namespace http
