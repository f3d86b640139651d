#include "base/text.h"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(Text, DecodesEachLengthAndTakesWrongBytesOneByOne) {
    EXPECT_EQ(decode_utf8("a", 0).code_point, U'a');
    EXPECT_EQ(decode_utf8("é", 0).code_point, U'é');
    EXPECT_EQ(decode_utf8("€", 0).size, 3);
    EXPECT_EQ(decode_utf8("😀", 0).code_point, U'😀');
    EXPECT_FALSE(decode_utf8("\xC3", 0).valid);
    EXPECT_FALSE(decode_utf8("\xED\xA0\x80", 0).valid);
    EXPECT_FALSE(decode_utf8("\xC0\xAF", 0).valid);
    EXPECT_EQ(decode_utf8("\xFFz", 0).size, 1);
}

TEST(Text, AppendsWhatItDecodes) {
    std::string out;
    for (char32_t c : {U'a', U'é', U'€', U'😀'}) append_utf8(out, c);
    EXPECT_EQ(out, "aé€😀");
    EXPECT_TRUE(is_utf8(out));
    EXPECT_EQ(count_characters(out), 4);
    EXPECT_EQ(latin1_to_utf8("\xE9"), "é");
}

TEST(Text, ComparesAndTrimsAsciiOnly) {
    EXPECT_TRUE(equals_ignoring_case("WWW-Authenticate", "www-authenticate"));
    EXPECT_FALSE(equals_ignoring_case("a", "ab"));
    EXPECT_EQ(to_lower_ascii("ÉAb"), "Éab");
    EXPECT_EQ(trim("  a b\t\n"), "a b");
    EXPECT_EQ(trim("   "), "");
}

TEST(Text, SplitsAtEverySeparatorAndLineEnd) {
    EXPECT_EQ(split("a,,b", ',').size(), 3u);
    EXPECT_EQ(split("", ',').size(), 1u);
    const auto lines = split_lines("one\r\ntwo\rthree\n");
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_EQ(lines[1], "two");
}

TEST(Text, SuggestsOnlyWhatIsNear) {
    const std::vector<std::string> words = {"credentials.valid", "response.status"};
    EXPECT_EQ(nearest("credential.valid", words), "credentials.valid");
    EXPECT_EQ(nearest("colour", words), std::nullopt);
}

TEST(Text, PrintableHidesControlCharactersAndCuts) {
    EXPECT_EQ(printable("a\x1b[31mé"), "a\\x1b[31mé");
    EXPECT_EQ(printable("abcdef", 3), "abc...");
}

}  // namespace
}  // namespace base
