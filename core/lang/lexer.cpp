#include <algorithm>
#include <array>
#include <cstring>

#include "base/text.h"
#include "lang/lexer_internal.h"

namespace lang {
namespace {

constexpr std::size_t kMaxIndentation = 100;

struct KeywordEntry {
    std::string_view text;
    TokenKind kind;
};

// Sorted by first letter; kFirst says where each letter begins.
constexpr std::array kKeywords = {
    KeywordEntry{"False", TokenKind::KwFalse},
    KeywordEntry{"None", TokenKind::KwNone},
    KeywordEntry{"True", TokenKind::KwTrue},
    KeywordEntry{"and", TokenKind::KwAnd},
    KeywordEntry{"as", TokenKind::KwAs},
    KeywordEntry{"assert", TokenKind::KwAssert},
    KeywordEntry{"async", TokenKind::KwAsync},
    KeywordEntry{"await", TokenKind::KwAwait},
    KeywordEntry{"break", TokenKind::KwBreak},
    KeywordEntry{"class", TokenKind::KwClass},
    KeywordEntry{"continue", TokenKind::KwContinue},
    KeywordEntry{"def", TokenKind::KwDef},
    KeywordEntry{"del", TokenKind::KwDel},
    KeywordEntry{"elif", TokenKind::KwElif},
    KeywordEntry{"else", TokenKind::KwElse},
    KeywordEntry{"except", TokenKind::KwExcept},
    KeywordEntry{"finally", TokenKind::KwFinally},
    KeywordEntry{"for", TokenKind::KwFor},
    KeywordEntry{"from", TokenKind::KwFrom},
    KeywordEntry{"global", TokenKind::KwGlobal},
    KeywordEntry{"if", TokenKind::KwIf},
    KeywordEntry{"import", TokenKind::KwImport},
    KeywordEntry{"in", TokenKind::KwIn},
    KeywordEntry{"is", TokenKind::KwIs},
    KeywordEntry{"lambda", TokenKind::KwLambda},
    KeywordEntry{"nonlocal", TokenKind::KwNonlocal},
    KeywordEntry{"not", TokenKind::KwNot},
    KeywordEntry{"or", TokenKind::KwOr},
    KeywordEntry{"pass", TokenKind::KwPass},
    KeywordEntry{"raise", TokenKind::KwRaise},
    KeywordEntry{"return", TokenKind::KwReturn},
    KeywordEntry{"try", TokenKind::KwTry},
    KeywordEntry{"while", TokenKind::KwWhile},
    KeywordEntry{"with", TokenKind::KwWith},
    KeywordEntry{"yield", TokenKind::KwYield},
};

constexpr auto kFirst = [] {
    std::array<std::uint8_t, 128> first{};
    for (auto& start : first) start = kKeywords.size();
    for (std::size_t i = kKeywords.size(); i-- > 0;) {
        first[static_cast<unsigned char>(kKeywords[i].text[0])] = static_cast<std::uint8_t>(i);
    }
    return first;
}();

TokenKind name_or_keyword(std::string_view text) {
    const auto letter = static_cast<unsigned char>(text[0]);
    if (letter >= 128 || text.size() > 8) return TokenKind::Name;
    for (std::size_t i = kFirst[letter]; i < kKeywords.size(); ++i) {
        if (kKeywords[i].text[0] != text[0]) break;
        if (kKeywords[i].text == text) return kKeywords[i].kind;
    }
    return TokenKind::Name;
}

constexpr auto kIsNameCharacter = [] {
    std::array<bool, 256> is{};
    for (int c = 'a'; c <= 'z'; ++c) is[c] = true;
    for (int c = 'A'; c <= 'Z'; ++c) is[c] = true;
    for (int c = '0'; c <= '9'; ++c) is[c] = true;
    is['_'] = true;
    for (int c = 128; c < 256; ++c) is[c] = true;
    return is;
}();

bool is_name_character(char c) { return kIsNameCharacter[static_cast<unsigned char>(c)]; }

std::string code_point_label(char32_t c) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string hex;
    for (; c != 0 || hex.size() < 4; c /= 16) hex.insert(hex.begin(), kDigits[c % 16]);
    return "U+" + hex;
}

// Unicode's Zs, Zl, Zp, Cc, Cf, Co and unassigned planes: what CPython calls not printable.
bool is_printable(char32_t c) {
    if (c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x1680) return false;
    if ((c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F)) return false;
    if ((c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF) return false;
    return !(c >= 0xE000 && c <= 0xF8FF) && c < 0xE0000;
}

}  // namespace

Tokens tokenize(std::string_view source, OnFault on_fault) { return Lexer(source, on_fault).run(); }

void Lexer::fault(std::string type, std::string message, int line, int column) {
    if (!result_.fault) {
        result_.fault = base::Error{std::move(type), std::move(message), {line, column}};
        result_.fault_in_fstring = !fstrings_.empty();
        fault_token_ = result_.list.size();
    }
}

void Lexer::begin_token() {
    token_.begin = static_cast<std::uint32_t>(at_);
    token_.line = line_;
    token_.column = column();
}

void Lexer::emit(TokenKind kind) {
    token_.kind = kind;
    token_.in_brackets = !brackets_.empty();
    token_.end = static_cast<std::uint32_t>(at_);
    token_.end_line = line_;
    token_.end_column = column();
    result_.list.push_back(token_);
    line_has_tokens_ = true;
}

void Lexer::step_over_newline() {
    at_ += peek() == '\r' && peek(1) == '\n' ? 2 : 1;
    ++line_;
    line_start_ = at_;
    extra_bytes_ = 0;
}

void Lexer::step_over_character() {
    if (static_cast<unsigned char>(peek()) < 0x80) {
        ++at_;
        return;
    }
    const int size = base::decode_utf8(source_, at_).size;
    at_ += static_cast<std::size_t>(size);
    extra_bytes_ += static_cast<std::size_t>(size) - 1;
}

Tokens Lexer::run() {
    result_.list.reserve(source_.size() / 3 + 8);
    if (source_.starts_with("\xEF\xBB\xBF")) {
        at_ = 3;
        line_start_ = 3;
    }
    while (!at_end() && (tolerant() || !failed())) {
        if (in_fstring_text()) {
            lex_fstring_middle();
        } else if (at_line_start_ && brackets_.empty()) {
            lex_line_start();
        } else if (!skip_space() && !at_end()) {
            lex_token();
        }
    }
    if (tolerant() || !failed()) {
        finish();
    } else {
        result_.list.resize(std::min(fault_token_, result_.list.size()));
        begin_token();
        emit(TokenKind::Unknown);
        emit(TokenKind::EndMarker);
    }
    return std::move(result_);
}

// Counts the blanks before a line's first token. A backslash at a line's end joins the next line.
void Lexer::measure_indentation(Indentation& found) {
    for (;; ++at_) {
        const char c = peek();
        if (c == ' ') {
            ++found.column;
            ++found.alternative;
        } else if (c == '\t') {
            found.column = (found.column / 8 + 1) * 8;
            ++found.alternative;
        } else if (c == '\f') {
            found = {0, 0};
        } else {
            return;
        }
    }
}

void Lexer::lex_line_start() {
    Indentation found{0, 0};
    measure_indentation(found);
    while (peek() == '\\' && (peek(1) == '\n' || peek(1) == '\r')) {
        ++at_;
        step_over_newline();
        Indentation continued{0, 0};
        measure_indentation(continued);
        if (found.column == 0) found = continued;
    }
    if (at_end()) return;
    const char c = peek();
    if (c == '#') lex_comment();
    if (at_end()) return;
    if (peek() == '\n' || peek() == '\r') {
        step_over_newline();
        return;
    }
    at_line_start_ = false;
    line_has_tokens_ = false;
    set_indentation(found);
}

void Lexer::set_indentation(Indentation found) {
    begin_token();
    const Indentation& now = indentation_.back();
    const auto inconsistent = [&] {
        fault("TabError", "inconsistent use of tabs and spaces in indentation", line_, 1);
    };
    if (found.column == now.column) {
        if (found.alternative != now.alternative) inconsistent();
        return;
    }
    if (found.column > now.column) {
        if (found.alternative <= now.alternative) inconsistent();
        if (indentation_.size() >= kMaxIndentation) {
            return fault("IndentationError", "too many levels of indentation", line_, column());
        }
        indentation_.push_back(found);
        token_.begin = static_cast<std::uint32_t>(line_start_);
        token_.column = 1;
        return emit(TokenKind::Indent);
    }
    while (indentation_.size() > 1 && found.column < indentation_.back().column) {
        indentation_.pop_back();
        emit(TokenKind::Dedent);
    }
    if (found.column != indentation_.back().column) {
        const std::size_t line_end = std::min(source_.find_first_of("\r\n", at_), source_.size());
        const int rest = base::count_characters(source_.substr(at_, line_end - at_));
        fault("IndentationError", "unindent does not match any outer indentation level", line_,
              column() + rest);
    } else if (found.alternative != indentation_.back().alternative) {
        inconsistent();
    }
}

// Blanks, comments and joined lines; inside brackets line ends too. False: nothing was skipped.
bool Lexer::skip_space() {
    const std::size_t from = at_;
    while (!at_end()) {
        const char c = peek();
        if (c == ' ' || c == '\t' || c == '\f') {
            ++at_;
        } else if (c == '#') {
            lex_comment();
        } else if ((c == '\n' || c == '\r') && !brackets_.empty()) {
            step_over_newline();
        } else if (c == '\\' && (peek(1) == '\n' || peek(1) == '\r')) {
            const int column_after = column() + 1;
            ++at_;
            step_over_newline();
            if (at_end()) {
                fault("SyntaxError", "unexpected EOF while parsing", line_ - 1, column_after);
            }
        } else {
            break;
        }
    }
    return at_ != from;
}

void Lexer::lex_comment() {
    begin_token();
    const bool had_tokens = line_has_tokens_;
    while (!at_end() && peek() != '\n' && peek() != '\r') step_over_character();
    if (!tolerant()) return;
    emit(TokenKind::Unknown);
    result_.comments.push_back(result_.list.back());
    result_.list.pop_back();
    line_has_tokens_ = had_tokens;
}

void Lexer::lex_newline() {
    begin_token();
    const int line = line_;
    const int column_after = column() + 1;
    step_over_newline();
    emit(TokenKind::Newline);
    result_.list.back().end_line = line;
    result_.list.back().end_column = column_after;
    at_line_start_ = true;
    line_has_tokens_ = false;
}

void Lexer::lex_token() {
    const char c = peek();
    if (c == '\n' || c == '\r') return lex_newline();
    if (in_field() && lex_in_field(c)) return;
    begin_token();
    if (base::is_digit(c) || (c == '.' && base::is_digit(peek(1)))) return lex_number();
    if (is_name_character(c)) return lex_name();
    if (c == '"' || c == '\'') return lex_string(0);
    lex_operator();
}

void Lexer::lex_name() {
    while (is_name_character(peek())) {
        if (static_cast<unsigned char>(peek()) >= 0x80) {
            const base::Decoded c = base::decode_utf8(source_, at_);
            if (!is_identifier_character(c.code_point)) break;
        }
        step_over_character();
    }
    const std::string_view text = source_.substr(token_.begin, at_ - token_.begin);
    if (text.empty()) return lex_unusual();
    if ((peek() == '"' || peek() == '\'') && text.size() <= 4) {
        StringPrefix prefix;
        const int size = read_string_prefix(source_.substr(token_.begin, text.size() + 1), prefix);
        if (size == static_cast<int>(text.size())) return lex_string(size);
    }
    if (static_cast<unsigned char>(peek()) >= 0x80) {
        begin_token();
        return lex_unusual();
    }
    emit(name_or_keyword(text));
}

void Lexer::lex_unusual() {
    const base::Decoded c = base::decode_utf8(source_, at_);
    const std::string seen(source_.substr(at_, static_cast<std::size_t>(c.size)));
    if (is_printable(c.code_point)) {
        fault("SyntaxError",
              "invalid character '" + seen + "' (" + code_point_label(c.code_point) + ")", line_,
              column());
    } else {
        fault("SyntaxError", "invalid non-printable character " + code_point_label(c.code_point),
              line_, column());
    }
    step_over_character();
    emit(TokenKind::Unknown);
}

void Lexer::lex_backslash() {
    ++at_;
    if (at_end() && !result_.list.empty()) {
        fault("SyntaxError", "unexpected EOF while parsing", line_, column());
    } else {
        fault("SyntaxError", "unexpected character after line continuation character", line_,
              at_end() ? 1 : column());
    }
    emit(TokenKind::Unknown);
}

void Lexer::finish() {
    begin_token();
    if (!fstrings_.empty() && brackets_.size() == fstrings_.back().brackets_below) {
        const FString& open = fstrings_.back();
        string_fault(open.quote, open.triple, open.start.begin);
    }
    if (!brackets_.empty()) result_.unclosed = brackets_.back().token;
    brackets_.clear();
    if (!at_line_start_ || line_has_tokens_) emit(TokenKind::Newline);
    for (; indentation_.size() > 1; indentation_.pop_back()) emit(TokenKind::Dedent);
    emit(TokenKind::EndMarker);
}

}  // namespace lang
