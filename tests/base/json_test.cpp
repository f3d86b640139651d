#include "base/json.h"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(Json, RemembersWhereEachValueAndKeyStood) {
    const auto parsed = parse_json("{\n  \"é\": [1, -2.5e3,\n   true], \"b\" : {}\n}");
    ASSERT_TRUE(parsed.ok());
    const JsonValue& root = parsed.value();
    ASSERT_EQ(root.members.size(), 2u);
    EXPECT_EQ(root.members[0].key_position, (Position{2, 3}));
    const JsonValue& list = root.members[0].value;
    EXPECT_EQ(list.position, (Position{2, 8}));
    EXPECT_EQ(list.items[0].position, (Position{2, 9}));
    EXPECT_EQ(list.items[1].position, (Position{2, 12}));
    EXPECT_EQ(list.items[1].text, "-2.5e3");
    EXPECT_EQ(list.items[2].position, (Position{3, 4}));
    EXPECT_EQ(root.members[1].key_position, (Position{3, 11}));
    EXPECT_EQ(root.find("b")->position, (Position{3, 17}));
    EXPECT_EQ(root.find("c"), nullptr);
}

TEST(Json, KeepsIntegersApartFromNumbers) {
    const auto parsed = parse_json("[9223372036854775807, 9223372036854775808, 1.0, -7]");
    ASSERT_TRUE(parsed.ok());
    const auto& items = parsed.value().items;
    EXPECT_EQ(items[0].integer, INT64_MAX);
    EXPECT_EQ(items[1].type, JsonValue::Type::Number);
    EXPECT_EQ(items[1].text, "9223372036854775808");
    EXPECT_EQ(items[2].type, JsonValue::Type::Number);
    EXPECT_EQ(items[3].integer, -7);
    EXPECT_EQ(items[3].text, "-7");
}

TEST(Json, NamesThePlaceOfASyntaxFault) {
    const auto missing_comma = parse_json("{\n \"a\": 1\n \"b\": 2}");
    ASSERT_FALSE(missing_comma.ok());
    EXPECT_EQ(missing_comma.error().position.line, 3);
    const auto open = parse_json("[1, 2");
    ASSERT_FALSE(open.ok());
    EXPECT_EQ(open.error().position, (Position{1, 6}));
    EXPECT_FALSE(parse_json("").ok());
    EXPECT_FALSE(parse_json("[1] x").ok());
    EXPECT_FALSE(parse_json("\"\xFF\"").ok());
}

TEST(Json, RefusesADoubledKeyAtItsSecondPlace) {
    const auto parsed = parse_json("{\"a\": 1, \"b\": {\"a\": 2}, \"a\": 3}");
    ASSERT_FALSE(parsed.ok());
    EXPECT_EQ(parsed.error().position, (Position{1, 25}));
    EXPECT_NE(parsed.error().message.find("twice"), std::string::npos);
}

TEST(Json, RefusesDeepNesting) {
    EXPECT_TRUE(parse_json(std::string(200, '[') + std::string(200, ']')).ok());
    const auto deep = parse_json(std::string(201, '[') + std::string(201, ']'));
    ASSERT_FALSE(deep.ok());
    EXPECT_EQ(deep.error().position, (Position{1, 201}));
    EXPECT_FALSE(parse_json(std::string(1'000'000, '[')).ok());
}

TEST(Json, QuotesWhatNeedsIt) {
    EXPECT_EQ(json_quote("a\"\\\n\x01é"), "\"a\\\"\\\\\\n\\u0001é\"");
    EXPECT_EQ(parse_json(json_quote("a\"\\\n\x01é")).value().text, "a\"\\\n\x01é");
}

}  // namespace
}  // namespace base
