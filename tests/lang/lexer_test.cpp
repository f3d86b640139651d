#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lang/tokens.h"

namespace lang {
namespace {

using T = TokenKind;
using Kinds = std::vector<TokenKind>;

Kinds kinds_of(std::string_view source) {
    const Tokens tokens = tokenize(source);
    EXPECT_FALSE(tokens.fault) << (tokens.fault ? tokens.fault->message : "");
    Kinds kinds;
    for (const Token& token : tokens.list) kinds.push_back(token.kind);
    return kinds;
}

std::string fault_of(std::string_view source) {
    const Tokens tokens = tokenize(source);
    if (!tokens.fault) return "none";
    const base::Error& fault = *tokens.fault;
    return fault.where + ": " + fault.message + " @" + std::to_string(fault.position.line) + ":" +
           std::to_string(fault.position.column);
}

TEST(Lexer, AnEmptyTextHasOnlyAnEnd) { EXPECT_EQ(kinds_of(""), Kinds{T::EndMarker}); }

TEST(Lexer, ALineWithoutItsEndGetsOne) {
    EXPECT_EQ(kinds_of("x"), (Kinds{T::Name, T::Newline, T::EndMarker}));
    EXPECT_EQ(kinds_of("x\n"), (Kinds{T::Name, T::Newline, T::EndMarker}));
}

TEST(Lexer, BlankLinesAndCommentsGiveNoTokens) {
    EXPECT_EQ(kinds_of("# one\n\n   \n\t# two\nx # three\n"),
              (Kinds{T::Name, T::Newline, T::EndMarker}));
}

TEST(Lexer, IndentationOpensAndClosesBlocks) {
    EXPECT_EQ(kinds_of("if x:\n  if y:\n    z\nw"),
              (Kinds{T::KwIf, T::Name, T::Colon, T::Newline, T::Indent, T::KwIf, T::Name, T::Colon,
                     T::Newline, T::Indent, T::Name, T::Newline, T::Dedent, T::Dedent, T::Name,
                     T::Newline, T::EndMarker}));
}

TEST(Lexer, ATabReachesToTheNextMultipleOfEight) {
    EXPECT_EQ(fault_of("if x:\n\ty\n\tz\n"), "none");
    EXPECT_EQ(fault_of("if x:\n        y\n\tz\n"),
              "TabError: inconsistent use of tabs and spaces in indentation @3:1");
}

TEST(Lexer, AFormFeedStartsTheIndentationAgain) { EXPECT_EQ(fault_of("x\n  \fy\n"), "none"); }

TEST(Lexer, ADedentMustMeetAnOuterBlock) {
    EXPECT_EQ(fault_of("if x:\n    y\n  z\n"),
              "IndentationError: unindent does not match any outer indentation level @3:4");
}

TEST(Lexer, LinesJoinInBracketsAndAfterABackslash) {
    EXPECT_EQ(kinds_of("(a,\n\n  # why\n b)\n"), (Kinds{T::LeftParen, T::Name, T::Comma, T::Name,
                                                        T::RightParen, T::Newline, T::EndMarker}));
    EXPECT_EQ(kinds_of("a + \\\n  b"),
              (Kinds{T::Name, T::Plus, T::Name, T::Newline, T::EndMarker}));
    EXPECT_EQ(fault_of("a \\ b"),
              "SyntaxError: unexpected character after line continuation character @1:4");
}

TEST(Lexer, AllLineEndsCount) {
    const Tokens tokens = tokenize("a\r\nb\rc\n");
    ASSERT_EQ(tokens.list.size(), 7U);
    EXPECT_EQ(tokens.list[2].line, 2);
    EXPECT_EQ(tokens.list[4].line, 3);
}

TEST(Lexer, AByteOrderMarkIsSkipped) {
    EXPECT_EQ(kinds_of("\xEF\xBB\xBFx"), (Kinds{T::Name, T::Newline, T::EndMarker}));
}

TEST(Lexer, ColumnsCountCharactersAndSpansCountBytes) {
    const Tokens tokens = tokenize("\"\xC3\xA9\xE2\x82\xAC\" + z");
    EXPECT_EQ(tokens.list[1].column, 6);
    EXPECT_EQ(tokens.list[1].begin, 8U);
    EXPECT_EQ(tokens.list[0].end_column, 5);
}

TEST(Lexer, KeywordsAreNotNames) {
    EXPECT_EQ(kinds_of("async await yield nonlocal match lambda_"),
              (Kinds{T::KwAsync, T::KwAwait, T::KwYield, T::KwNonlocal, T::Name, T::Name,
                     T::Newline, T::EndMarker}));
}

TEST(Lexer, LettersOfAllScriptsMakeNames) {
    EXPECT_EQ(kinds_of("gr\xC3\xB6\xC3\x9F"
                       "e = \xE5\x90\x8D"),
              (Kinds{T::Name, T::Equal, T::Name, T::Newline, T::EndMarker}));
    EXPECT_EQ(fault_of("a\xE2\x82\xAC"),
              "SyntaxError: invalid character '\xE2\x82\xAC' (U+20AC) @1:2");
    EXPECT_EQ(fault_of("a\xC2\xA0"
                       "b"),
              "SyntaxError: invalid non-printable character U+00A0 @1:2");
}

TEST(Lexer, OperatorsTakeTheLongestForm) {
    EXPECT_EQ(kinds_of("a**=b//c<<=d->e:=f...!=@="),
              (Kinds{T::Name, T::DoubleStarEqual, T::Name, T::DoubleSlash, T::Name,
                     T::LeftShiftEqual, T::Name, T::Arrow, T::Name, T::ColonEqual, T::Name,
                     T::Ellipsis, T::NotEqual, T::AtEqual, T::Newline, T::EndMarker}));
}

TEST(Lexer, NumbersOfEveryForm) {
    EXPECT_EQ(kinds_of("0 1_000 0xFf 0o17 0b1 .5 5. 1e9 1_0.0_1e-1_0 00 3j"),
              (Kinds{T::Number, T::Number, T::Number, T::Number, T::Number, T::Number, T::Number,
                     T::Number, T::Number, T::Number, T::Number, T::Newline, T::EndMarker}));
    EXPECT_EQ(kinds_of("1if x else 2"),
              (Kinds{T::Number, T::KwIf, T::Name, T::KwElse, T::Number, T::Newline, T::EndMarker}));
}

TEST(Lexer, WrongNumbersAreNamed) {
    EXPECT_EQ(fault_of("1__0"), "SyntaxError: invalid decimal literal @1:2");
    EXPECT_EQ(fault_of("12ab"), "SyntaxError: invalid decimal literal @1:2");
    EXPECT_EQ(fault_of("0xg"), "SyntaxError: invalid hexadecimal literal @1:2");
    EXPECT_EQ(fault_of("0o18"), "SyntaxError: invalid digit '8' in octal literal @1:4");
    EXPECT_EQ(fault_of("0b2"), "SyntaxError: invalid digit '2' in binary literal @1:3");
    EXPECT_EQ(fault_of("007"),
              "SyntaxError: leading zeros in decimal integer literals are not permitted; "
              "use an 0o prefix for octal integers @1:1");
}

TEST(Lexer, StringsWithEveryPrefix) {
    EXPECT_EQ(kinds_of("'a' \"b\" '''c\nd'''"),
              (Kinds{T::String, T::String, T::String, T::Newline, T::EndMarker}));
    EXPECT_EQ(kinds_of("rb'' Br\"\" u''"),
              (Kinds{T::String, T::String, T::String, T::Newline, T::EndMarker}));
    EXPECT_EQ(fault_of("ub''"), "SyntaxError: 'u' and 'b' prefixes are incompatible @1:1");
}

TEST(Lexer, AnEscapedQuoteDoesNotEndAString) {
    EXPECT_EQ(kinds_of("'a\\'b' r'\\''"), (Kinds{T::String, T::String, T::Newline, T::EndMarker}));
}

TEST(Lexer, StringsMustEnd) {
    EXPECT_EQ(fault_of("x = 'abc\ny"),
              "SyntaxError: unterminated string literal (detected at line 1) @1:5");
    EXPECT_EQ(fault_of("'abc\\'"),
              "SyntaxError: unterminated string literal (detected at line 1); "
              "perhaps you escaped the end quote? @1:1");
    EXPECT_EQ(fault_of("'''abc\n\nx"),
              "SyntaxError: unterminated triple-quoted string literal (detected at line 3) @1:1");
    EXPECT_EQ(fault_of("f'abc"),
              "SyntaxError: unterminated f-string literal (detected at line 1) @1:1");
}

TEST(Lexer, AnFStringIsTextAndFields) {
    EXPECT_EQ(kinds_of("f'a{b!r:>{w}}c'"),
              (Kinds{T::FStringStart, T::FStringMiddle, T::LeftBrace, T::Name, T::Exclamation,
                     T::Name, T::Colon, T::FStringMiddle, T::LeftBrace, T::Name, T::RightBrace,
                     T::RightBrace, T::FStringMiddle, T::FStringEnd, T::Newline, T::EndMarker}));
}

TEST(Lexer, DoubledBracesAreText) {
    EXPECT_EQ(kinds_of("f'{{x}}'"),
              (Kinds{T::FStringStart, T::FStringMiddle, T::FStringEnd, T::Newline, T::EndMarker}));
    EXPECT_EQ(fault_of("f'}'"), "SyntaxError: f-string: single '}' is not allowed @1:3");
}

TEST(Lexer, TheSameQuotesNestInFields) {
    EXPECT_EQ(kinds_of("f'{d['k']}'"),
              (Kinds{T::FStringStart, T::LeftBrace, T::Name, T::LeftBracket, T::String,
                     T::RightBracket, T::RightBrace, T::FStringEnd, T::Newline, T::EndMarker}));
}

TEST(Lexer, AColonInBracketsIsNoFormatSpec) {
    EXPECT_EQ(kinds_of("f'{a[1:2]}{b!=c}'"),
              (Kinds{T::FStringStart, T::LeftBrace, T::Name, T::LeftBracket, T::Number, T::Colon,
                     T::Number, T::RightBracket, T::RightBrace, T::LeftBrace, T::Name, T::NotEqual,
                     T::Name, T::RightBrace, T::FStringEnd, T::Newline, T::EndMarker}));
}

TEST(Lexer, BracketsMustMatch) {
    EXPECT_EQ(fault_of(")"), "SyntaxError: unmatched ')' @1:1");
    EXPECT_EQ(fault_of("(]"),
              "SyntaxError: closing parenthesis ']' does not match opening "
              "parenthesis '(' @1:2");
    EXPECT_EQ(fault_of("(\n]"),
              "SyntaxError: closing parenthesis ']' does not match opening "
              "parenthesis '(' on line 1 @2:1");
    const Tokens open = tokenize("f(\n[x");
    ASSERT_TRUE(open.unclosed);
    EXPECT_EQ(open.unclosed->line, 2);
}

TEST(Lexer, NestingHasALimit) {
    EXPECT_EQ(fault_of(std::string(200, '(') + std::string(200, ')')), "none");
    EXPECT_EQ(fault_of(std::string(201, '(')), "SyntaxError: too many nested parentheses @1:201");
    std::string deep;
    for (int i = 0; i < 101; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "if x:\n";
    EXPECT_EQ(fault_of(deep), "IndentationError: too many levels of indentation @101:101");
}

TEST(Lexer, GoingOnKeepsCommentsAndSkipsFaults) {
    const Tokens tokens = tokenize("x = 'abc\n# note\n$ y", OnFault::GoOn);
    EXPECT_TRUE(tokens.fault);
    ASSERT_EQ(tokens.comments.size(), 1U);
    EXPECT_EQ(tokens.list.back().kind, T::EndMarker);
    EXPECT_EQ(tokens.list[tokens.list.size() - 3].kind, T::Name);
}

}  // namespace
}  // namespace lang
