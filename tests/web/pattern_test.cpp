#include "web/pattern.h"

#include "web/values.h"

namespace web {
namespace {

bool matches(std::string_view source, std::string_view text) {
    lang::Vm vm({});
    const base::Result<Pattern> pattern = compile_pattern(source);
    EXPECT_TRUE(pattern.ok()) << source;
    return pattern.ok() && matches_anywhere(vm, *pattern, text).value().is_true();
}

TEST(Pattern, IsSearchedForUnlessAnchored) {
    EXPECT_TRUE(matches("b+", "abbc"));
    EXPECT_FALSE(matches("^b+$", "abbc"));
    EXPECT_TRUE(matches("^$", ""));
    EXPECT_TRUE(matches("", "x"));
    EXPECT_FALSE(matches("^a$", "a\n"));
}

TEST(Pattern, CountsAndChoices) {
    EXPECT_TRUE(matches("^a{2,3}$", "aaa"));
    EXPECT_FALSE(matches("^a{2,3}$", "aaaa"));
    EXPECT_FALSE(matches("^a{2,3}$", "a"));
    EXPECT_TRUE(matches("^a{2,}$", "aaaaa"));
    EXPECT_TRUE(matches("^(cat|do(?:g|e))s?$", "does"));
    EXPECT_FALSE(matches("^(cat|dog)$", "cow"));
    EXPECT_TRUE(matches("^a*?b??$", "aab"));
}

TEST(Pattern, ClassesAndEscapes) {
    EXPECT_TRUE(matches("^[a-z0-9_]+$", "ann_1"));
    EXPECT_FALSE(matches("^[^@]+$", "a@b"));
    EXPECT_TRUE(matches(R"(^[\w.-]+@\w+\.[a-z]{2,}$)", "a.b-c@example.org"));
    EXPECT_TRUE(matches(R"(^\d{3}$)", "12\xD9\xA3"));
    EXPECT_TRUE(matches(R"(^[]a-]+$)", "]-a"));
    EXPECT_TRUE(matches(R"(\bcat\b)", "a cat!"));
    EXPECT_FALSE(matches(R"(\bcat\b)", "concat"));
    EXPECT_FALSE(matches("^.$", "\n"));
    EXPECT_TRUE(matches("(?i)^ab$", "AB"));
}

TEST(Pattern, WhatTheSyntaxLacksIsAnError) {
    for (const char* source : {"(", ")", "[a", "*a", "a{2", "a{3,2}", "(?=a)", "(?<!a)", "\\1",
                               "\\", "[z-a]", "(?x)a", "\\q"})
        EXPECT_FALSE(compile_pattern(source).ok()) << source;
}

TEST(Pattern, SizeIsBounded) {
    EXPECT_FALSE(compile_pattern("(a{1000}){1000}").ok());
    EXPECT_FALSE(compile_pattern("((((){1000}){1000}){1000}){1000}").ok());
    EXPECT_FALSE(compile_pattern(std::string(1000, '(')).ok());
}

TEST(Pattern, NothingBacktracks) {
    EXPECT_FALSE(matches("^(a+)+$", std::string(20000, 'a') + "b"));
    lang::VmOptions options;
    options.max_steps = 1000;
    lang::Vm vm(options);
    const base::Result<Pattern> pattern = compile_pattern("a{500}b");
    EXPECT_TRUE(matches_anywhere(vm, *pattern, std::string(100000, 'a')).stopped());
}

}  // namespace
}  // namespace web
