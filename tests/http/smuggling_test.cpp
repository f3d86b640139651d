// Requests that two parties may read in two ways, and the verdict on each: tests/data/
// http_smuggling.json. "either" is where the RFCs leave a choice; ours is written down here.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "http/parser.h"

namespace http {
namespace {

const std::set<std::string> kEitherTaken = {"cl.zeros", "host.empty", "line.leading_crlf",
                                            "header.count_200"};

std::string from_base64(std::string_view text) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        if (c == '=') break;
        bits = bits << 6 | static_cast<unsigned>(kDigits.find(c));
        count += 6;
        if (count < 8) continue;
        count -= 8;
        out.push_back(static_cast<char>(bits >> count & 0xFF));
    }
    return out;
}

// accept: all of it is requests. incomplete: the last one has begun. reject: one is wrong.
std::string verdict_of(std::string_view bytes, std::size_t piece) {
    RequestParser parser;
    while (!bytes.empty()) {
        const std::string part(bytes.substr(0, piece));  // its own memory: ASan sees reads beyond
        bytes.remove_prefix(parser.feed(part));
        if (parser.fault()) return "reject";
        if (parser.is_complete()) parser.take();
    }
    return parser.has_begun() ? "incomplete" : "accept";
}

TEST(Smuggling, EveryCaseHasItsVerdict) {
    std::ifstream file(AUTHWALK_TESTS_DIR "/data/http_smuggling.json");
    const nlohmann::json cases = nlohmann::json::parse(file).at("cases");
    ASSERT_EQ(cases.size(), 87U);
    for (const nlohmann::json& one : cases) {
        const std::string id = one.at("id");
        const std::string bytes = from_base64(one.at("b64").get<std::string>());
        std::string expected = one.at("expect");
        if (expected == "either") expected = kEitherTaken.contains(id) ? "accept" : "reject";
        EXPECT_EQ(verdict_of(bytes, bytes.size()), expected) << id << ": " << one.at("why");
        EXPECT_EQ(verdict_of(bytes, 1), expected) << id << ", byte by byte";
    }
}

}  // namespace
}  // namespace http
