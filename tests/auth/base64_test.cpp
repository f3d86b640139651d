#include "auth/base64.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace auth {
namespace {

using nlohmann::json;

std::string from_hex(const std::string& hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    return bytes;
}

// Where Python's versions differ, ours is 3.14's.
void expect_outcome(const json& outcome, const base::Result<std::string>& got,
                    const std::string& text) {
    const json& wanted = outcome.contains("3.14") ? outcome["3.14"] : outcome;
    ASSERT_EQ(wanted.contains("ok"), got.ok()) << text;
    if (got.ok()) {
        EXPECT_EQ(*got, from_hex(wanted["ok"])) << text;
        return;
    }
    EXPECT_EQ(got.error().message, wanted["msg"].get<std::string>()) << text;
}

TEST(Base64, DecodesAsPythonAndPyJwtDo) {
    std::ifstream file(AUTHWALK_TESTS_DIR "/data/base64url.json");
    const json data = json::parse(file);
    int checked = 0;
    for (const json& c : data.at("cases")) {
        const std::string text = c["text"];
        expect_outcome(c["b64decode"], base64_decode(text), text);
        expect_outcome(c["urlsafe_b64decode"], base64_decode(text, Alphabet::UrlSafe), text);
        expect_outcome(c["b64decode_validate"], base64_decode_strict(text), text);
        expect_outcome(c["pyjwt_base64url_decode"], base64url_decode_unpadded(text), text);
        ++checked;
    }
    EXPECT_EQ(checked, 63);
}

TEST(Base64, EncodesWithPadding) {
    EXPECT_EQ(base64_encode(""), "");
    EXPECT_EQ(base64_encode("f"), "Zg==");
    EXPECT_EQ(base64_encode("fo"), "Zm8=");
    EXPECT_EQ(base64_encode("foo"), "Zm9v");
    EXPECT_EQ(base64_encode("\xFB\xFF\xBF"), "+/+/");
    EXPECT_EQ(base64_encode("\xFB\xFF\xBF", Alphabet::UrlSafe), "-_-_");
    EXPECT_EQ(base64url_encode_unpadded("f"), "Zg");
}

}  // namespace
}  // namespace auth
