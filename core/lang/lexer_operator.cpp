#include <algorithm>

#include "lang/lexer_internal.h"

namespace lang {
namespace {

constexpr std::size_t kMaxBrackets = 200;
constexpr std::size_t kMaxFieldDepth = 3;  // f"{a:{b:{c}}}"

char closing_of(char open) { return open == '(' ? ')' : open == '[' ? ']' : '}'; }

TokenKind bracket_kind(char c) {
    switch (c) {
        case '(': return TokenKind::LeftParen;
        case ')': return TokenKind::RightParen;
        case '[': return TokenKind::LeftBracket;
        case ']': return TokenKind::RightBracket;
        case '{': return TokenKind::LeftBrace;
        default: return TokenKind::RightBrace;
    }
}

// An operator that may stand doubled, before "=", or both: * ** *= **=.
struct Family {
    char letter;
    TokenKind single, with_equal, doubled, doubled_with_equal;
};
constexpr Family kFamilies[] = {
    {'+', TokenKind::Plus, TokenKind::PlusEqual, TokenKind::Unknown, TokenKind::Unknown},
    {'-', TokenKind::Minus, TokenKind::MinusEqual, TokenKind::Unknown, TokenKind::Unknown},
    {'*', TokenKind::Star, TokenKind::StarEqual, TokenKind::DoubleStar, TokenKind::DoubleStarEqual},
    {'/', TokenKind::Slash, TokenKind::SlashEqual, TokenKind::DoubleSlash,
     TokenKind::DoubleSlashEqual},
    {'%', TokenKind::Percent, TokenKind::PercentEqual, TokenKind::Unknown, TokenKind::Unknown},
    {'&', TokenKind::Ampersand, TokenKind::AmpersandEqual, TokenKind::Unknown, TokenKind::Unknown},
    {'|', TokenKind::Bar, TokenKind::BarEqual, TokenKind::Unknown, TokenKind::Unknown},
    {'^', TokenKind::Caret, TokenKind::CaretEqual, TokenKind::Unknown, TokenKind::Unknown},
    {'@', TokenKind::At, TokenKind::AtEqual, TokenKind::Unknown, TokenKind::Unknown},
    {'=', TokenKind::Equal, TokenKind::EqualEqual, TokenKind::Unknown, TokenKind::Unknown},
    {'<', TokenKind::Less, TokenKind::LessEqual, TokenKind::LeftShift, TokenKind::LeftShiftEqual},
    {'>', TokenKind::Greater, TokenKind::GreaterEqual, TokenKind::RightShift,
     TokenKind::RightShiftEqual},
    {':', TokenKind::Colon, TokenKind::ColonEqual, TokenKind::Unknown, TokenKind::Unknown},
    {'!', TokenKind::Exclamation, TokenKind::NotEqual, TokenKind::Unknown, TokenKind::Unknown},
};

}  // namespace

void Lexer::lex_operator() {
    const char c = peek();
    switch (c) {
        case '(':
        case '[':
        case '{': return open_bracket(c);
        case ')':
        case ']':
        case '}': return close_bracket(c);
        case ',': return emit_bytes(TokenKind::Comma, 1);
        case ';': return emit_bytes(TokenKind::Semicolon, 1);
        case '~': return emit_bytes(TokenKind::Tilde, 1);
        case '\\': return lex_backslash();
        case '.':
            if (peek(1) == '.' && peek(2) == '.') return emit_bytes(TokenKind::Ellipsis, 3);
            return emit_bytes(TokenKind::Dot, 1);
        default: break;
    }
    if (c == '-' && peek(1) == '>') return emit_bytes(TokenKind::Arrow, 2);
    if (c == '<' && peek(1) == '>') return emit_bytes(TokenKind::LessGreater, 2);
    for (const Family& family : kFamilies) {
        if (family.letter != c) continue;
        if (family.doubled != TokenKind::Unknown && peek(1) == c) {
            if (peek(2) == '=') return emit_bytes(family.doubled_with_equal, 3);
            return emit_bytes(family.doubled, 2);
        }
        if (peek(1) == '=') return emit_bytes(family.with_equal, 2);
        return emit_bytes(family.single, 1);
    }
    if (c == '$' || c == '?' || c == '`') return emit_bytes(TokenKind::Unknown, 1);
    lex_unusual();
}

void Lexer::open_bracket(char c) {
    if (brackets_.size() >= kMaxBrackets) {
        fault("SyntaxError", "too many nested parentheses", line_, column());
        return emit_bytes(TokenKind::Unknown, 1);
    }
    const bool is_field = c == '{' && in_fstring_text();
    if (is_field && brackets_.size() >= fstrings_.back().brackets_below + kMaxFieldDepth) {
        fault("SyntaxError",
              std::string{fstrings_.back().letter} + "-string: expressions nested too deeply",
              line_, column());
        return emit_bytes(TokenKind::Unknown, 1);
    }
    ++at_;
    brackets_.push_back({c, is_field, false, {}});
    emit(bracket_kind(c));
    brackets_.back().token = result_.list.back();
}

void Lexer::close_bracket(char c) {
    const bool inside_string = !fstrings_.empty();
    const std::string label =
        inside_string ? std::string{fstrings_.back().letter} + "-string: " : "";
    const bool none_open =
        brackets_.empty() || (inside_string && brackets_.size() <= fstrings_.back().brackets_below);
    ++at_;
    if (none_open) {
        fault(label + "unmatched '" + c + "'");
        return emit(TokenKind::Unknown);
    }
    const Bracket open = brackets_.back();
    if (closing_of(open.open) != c) {
        if (open.is_field) {
            fault(label + "unmatched '" + c + "'");
        } else {
            std::string message = std::string("closing parenthesis '") + c +
                                  "' does not match opening parenthesis '" + open.open + "'";
            if (open.token.line != line_) message += " on line " + std::to_string(open.token.line);
            fault(std::move(message));
        }
        return emit(TokenKind::Unknown);
    }
    brackets_.pop_back();
    emit(bracket_kind(c));
}

// Directly inside a replacement field ':' begins the format spec and '!' the conversion.
bool Lexer::lex_in_field(char c) {
    if (c == ':') {
        begin_token();
        emit_bytes(TokenKind::Colon, 1);
        brackets_.back().in_spec = true;
        return true;
    }
    if (c == '!' && peek(1) != '=') {
        begin_token();
        emit_bytes(TokenKind::Exclamation, 1);
        return true;
    }
    return false;
}

}  // namespace lang
