#include "lang/str.h"

#include <gtest/gtest.h>

#include "guest.h"
#include "lang/unicode.h"

namespace lang {
namespace {

TEST(Unicode, CodePointsAreReadForwardAndBackward) {
    const std::string_view text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80";
    std::size_t at = 0;
    EXPECT_EQ(next_point(text, at), U'a');
    EXPECT_EQ(next_point(text, at), U'é');
    EXPECT_EQ(next_point(text, at), U'€');
    EXPECT_EQ(next_point(text, at), char32_t{0x1F600});
    EXPECT_EQ(at, text.size());
    EXPECT_EQ(point_before(text, at), char32_t{0x1F600});
    EXPECT_EQ(point_before(text, at), U'€');
    EXPECT_EQ(count_points(text), 4U);
}

TEST(Unicode, SurrogatesAreWrittenAsThreeBytes) {
    std::string out;
    append_point(out, 0xD800);
    EXPECT_EQ(out, "\xED\xA0\x80");
    EXPECT_TRUE(is_surrogate(0xDFFF));
    EXPECT_FALSE(is_surrogate(0xE000));
}

TEST(Unicode, CaseMappingsCanGiveSeveralCharacters) {
    std::string out;
    append_mapped(out, U'ß', CaseMapping::Upper);
    append_mapped(out, U'ﬁ', CaseMapping::Title);
    append_mapped(out, U'ẞ', CaseMapping::Fold);
    EXPECT_EQ(out, "SSFiss");
    EXPECT_EQ(decimal_value(U'٣'), 3);
    EXPECT_EQ(decimal_value(U'²'), -1);
    EXPECT_TRUE(is_char(U'é', CharClass::Alpha));
    EXPECT_FALSE(is_char(U'é', CharClass::Upper));
}

TEST(Str, IndexesCountCodePoints) {
    EXPECT_EQ(value_of("'aé€😀'[2]"), "'€'");
    EXPECT_EQ(value_of("'aé€😀'[-1]"), "'😀'");
    EXPECT_EQ(value_of("'aé€😀'[::-2]"), "'😀é'");
    EXPECT_EQ(value_of("'aé€'[1:9]"), "'é€'");
    EXPECT_EQ(value_of("'é€é'.find('é', 1)"), "2");
}

TEST(Str, LettersAtTheEndOfWordsGetTheFinalSigma) {
    EXPECT_EQ(value_of("'ΑΣ'.lower()"), "'ας'");
    EXPECT_EQ(value_of("'ΑΣΑ'.lower()"), "'ασα'");
    EXPECT_EQ(value_of("'Σ'.lower()"), "'σ'");
}

TEST(Str, HugeResultsEndInTheMemoryLimit) {
    for (const char* call :
         {"'x'.ljust(10 ** 13)", "'x'.center(10 ** 13, 'é')", "'1'.zfill(10 ** 13)",
          "'\\t\\t'.expandtabs(2 * 10 ** 9)", "('a' * 100000).replace('a', 'b' * 100000)",
          "('ab' * 1000).join(['x'] * 10 ** 6)"}) {
        EXPECT_TRUE(outcome(call).starts_with("limit:memory")) << call << outcome(call);
    }
}

TEST(Str, MethodsRefuseOtherReceivers) {
    EXPECT_EQ(outcome("str.upper(5)"),
              "TypeError: descriptor 'upper' for 'str' objects doesn't apply to a 'int' object");
    EXPECT_EQ(value_of("str.upper('a')"), "'A'");
    EXPECT_EQ(value_of("list(map(str.strip, [' a ', 'b ']))"), "['a', 'b']");
}

TEST(Str, ComplaintsUseCPythonsWords) {
    EXPECT_EQ(outcome("'a'.split('')"), "ValueError: empty separator");
    EXPECT_EQ(outcome("'a'.join([1])"),
              "TypeError: sequence item 0: expected str instance, int found");
    EXPECT_EQ(outcome("'a'.join(5)"), "TypeError: can only join an iterable");
    EXPECT_EQ(outcome("'a'.replace(1, 'b')"),
              "TypeError: replace() argument 1 must be str, not int");
    EXPECT_EQ(outcome("'a'.startswith(1)"),
              "TypeError: startswith first arg must be str or a tuple of str, not int");
    EXPECT_EQ(outcome("'a'.index('b')"), "ValueError: substring not found");
    EXPECT_EQ(outcome("'a'.encode('nope')"), "LookupError: unknown encoding: nope");
}

TEST(Str, SubclassesHaveTheMethods) {
    EXPECT_EQ(
        outcome("class S(str):\n    pass\nprint(S('ab').upper(), S('a') + 'b', len(S('xyz')))"),
        "AB ab 3");
}

TEST(Str, TheIteratorWalksCodePoints) {
    EXPECT_EQ(value_of("[c for c in 'aé😀']"), "['a', 'é', '😀']");
}

}  // namespace
}  // namespace lang
