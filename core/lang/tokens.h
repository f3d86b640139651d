// lang/tokens.h -- source text as tokens. Python 3.14 language reference, chapter 2.
// In: UTF-8 text. Out: tokens with INDENT, DEDENT and NEWLINE, ended by EndMarker; an f-string is
// FStringStart, then FStringMiddle and replacement fields (LeftBrace ... RightBrace), FStringEnd.
// Errors: with OnFault::Stop the first one ends the list as an Unknown token and is in `fault`;
// with OnFault::GoOn the bad piece becomes an Unknown token (or the string ends with its line).
// LIMIT: 200 open brackets, 100 indentation levels, 150 f-strings inside each other.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lang {

// clang-format off
enum class TokenKind : std::uint8_t {
    EndMarker, Newline, Indent, Dedent, Name, Number, String,
    FStringStart, FStringMiddle, FStringEnd, Unknown,
    // Keywords, False first and KwYield last.
    KwFalse, KwNone, KwTrue, KwAnd, KwAs, KwAssert, KwAsync, KwAwait, KwBreak, KwClass, KwContinue,
    KwDef, KwDel, KwElif, KwElse, KwExcept, KwFinally, KwFor, KwFrom, KwGlobal, KwIf, KwImport,
    KwIn, KwIs, KwLambda, KwNonlocal, KwNot, KwOr, KwPass, KwRaise, KwReturn, KwTry, KwWhile,
    KwWith, KwYield,
    // Operators and delimiters.
    LeftParen, RightParen, LeftBracket, RightBracket, LeftBrace, RightBrace,
    Colon, Comma, Semicolon, Dot, Ellipsis, Arrow, At, ColonEqual, Equal, Exclamation, Tilde,
    Plus, Minus, Star, Slash, DoubleSlash, Percent, DoubleStar, Ampersand, Bar, Caret,
    LeftShift, RightShift,
    EqualEqual, NotEqual, LessGreater, Less, LessEqual, Greater, GreaterEqual,
    // Augmented assignments, PlusEqual first, in the order of ast::Operator.
    PlusEqual, MinusEqual, StarEqual, SlashEqual, DoubleSlashEqual, PercentEqual, DoubleStarEqual,
    AtEqual, AmpersandEqual, BarEqual, CaretEqual, LeftShiftEqual, RightShiftEqual,
};
// clang-format on

inline bool is_keyword(TokenKind kind) {
    return kind >= TokenKind::KwFalse && kind <= TokenKind::KwYield;
}

struct Token {
    TokenKind kind;
    bool in_brackets;
    std::uint32_t begin, end;  // bytes of the source
    int line, column, end_line, end_column;
};

struct Tokens {
    std::vector<Token> list;
    std::vector<Token> comments;  // only with OnFault::GoOn
    std::optional<base::Error> fault;
    bool fault_in_fstring = false;  // an earlier fault that the parser finds goes first
    std::optional<Token> unclosed;  // the innermost bracket that the end of the text leaves open
};

enum class OnFault : std::uint8_t { Stop, GoOn };

Tokens tokenize(std::string_view source, OnFault on_fault = OnFault::Stop);

// What the letters before a quote say.
struct StringPrefix {
    bool raw = false, bytes = false, formatted = false, is_template = false, unicode = false;
};
// The length of the prefix at the start of a String or FStringStart token.
int read_string_prefix(std::string_view token, StringPrefix& prefix);

}  // namespace lang
