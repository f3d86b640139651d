#include "http/url.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace http {
namespace {

using nlohmann::json;

json cases_of(const char* name) {
    std::ifstream file(std::string(AUTHWALK_TESTS_DIR "/data/") + name);
    return json::parse(file).at("cases");
}

Pairs pairs_of(const json& list) {
    Pairs pairs;
    for (const json& pair : list) pairs.emplace_back(pair.at(0), pair.at(1));
    return pairs;
}

TEST(Url, DecodesAndEncodesAsPythonDoes) {
    int checked = 0;
    for (const json& c : cases_of("python_url_facts.json")) {
        if (!c.contains("unquote")) continue;
        const std::string text = c.at("text");
        EXPECT_EQ(unquote(text), c["unquote"].at("ok").get<std::string>()) << text;
        EXPECT_EQ(unquote_plus(text), c["unquote_plus"].at("ok").get<std::string>()) << text;
        EXPECT_EQ(quote(text), c["quote"].at("ok").get<std::string>()) << text;
        EXPECT_EQ(quote_plus(text), c["quote_plus"].at("ok").get<std::string>()) << text;
        ++checked;
    }
    EXPECT_EQ(checked, 19);
}

TEST(Url, SplitsQueriesAsPythonDoes) {
    int checked = 0;
    for (const json& c : cases_of("python_url_facts.json")) {
        if (!c.contains("query")) continue;
        const std::string query = c.at("query");
        if (c["parse_qsl"].contains("ok")) {
            EXPECT_EQ(parse_qsl(query, Blank::Drop), pairs_of(c["parse_qsl"]["ok"])) << query;
            EXPECT_EQ(parse_qsl(query, Blank::Keep), pairs_of(c["parse_qsl_keep_blank"]["ok"]))
                << query;
            ++checked;
        }
    }
    EXPECT_GE(checked, 40);
}

TEST(Url, RawBytesOfAQueryAreLatin1) {
    EXPECT_EQ(parse_query("n=\xC3\xA9"), (Pairs{{"n", "\xC3\x83\xC2\xA9"}}));
    EXPECT_EQ(parse_query("n=%C3%A9"), (Pairs{{"n", "\xC3\xA9"}}));
}

TEST(Url, ABrokenSequenceIsReplacedOnce) {
    EXPECT_EQ(unquote("%E2%82x"), "\xEF\xBF\xBDx");
    EXPECT_EQ(unquote("%F0%9F%94"), "\xEF\xBF\xBD");
    EXPECT_EQ(decode_utf8_replacing("a\xFF\xFE"), "a\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Url, DecodingBytesKeepsThemAsTheyAre) { EXPECT_EQ(percent_decode("%FF%0"), "\xFF%0"); }

TEST(Url, AMillionPairsAreSplit) {
    std::string query;
    for (int i = 0; i < 1000000; ++i) query += "a&";
    EXPECT_EQ(parse_query(query).size(), 1000000U);
}

}  // namespace
}  // namespace http
