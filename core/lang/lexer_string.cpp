#include <string>

#include "lang/lexer_internal.h"

namespace lang {
namespace {

constexpr std::size_t kMaxFStrings = 150;

bool is_quote(char c) { return c == '"' || c == '\''; }

// The two letters that may not stand together, or "".
std::string_view conflict_in(const StringPrefix& prefix) {
    if (prefix.unicode && prefix.bytes) return "ub";
    if (prefix.unicode && prefix.raw) return "ur";
    if (prefix.unicode && prefix.formatted) return "uf";
    if (prefix.unicode && prefix.is_template) return "ut";
    if (prefix.bytes && prefix.formatted) return "bf";
    if (prefix.bytes && prefix.is_template) return "bt";
    if (prefix.formatted && prefix.is_template) return "ft";
    return "";
}

}  // namespace

int read_string_prefix(std::string_view token, StringPrefix& prefix) {
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (is_quote(token[i])) return static_cast<int>(i);
        bool* flag = nullptr;
        switch (token[i] | 0x20) {
            case 'r': flag = &prefix.raw; break;
            case 'b': flag = &prefix.bytes; break;
            case 'f': flag = &prefix.formatted; break;
            case 't': flag = &prefix.is_template; break;
            case 'u': flag = &prefix.unicode; break;
            default: return -1;
        }
        if (*flag) return -1;
        *flag = true;
    }
    return -1;
}

bool Lexer::in_fstring_text() const {
    if (fstrings_.empty()) return false;
    if (brackets_.size() == fstrings_.back().brackets_below) return true;
    return brackets_.back().is_field && brackets_.back().in_spec;
}

void Lexer::string_fault(char quote, bool triple, std::size_t begin) {
    // A quote that would end the f-string around it: its replacement field was not closed.
    if (!fstrings_.empty() && fstrings_.back().start.begin != begin &&
        fstrings_.back().quote == quote && fstrings_.back().triple == triple) {
        return fault("SyntaxError", std::string{fstrings_.back().letter} + "-string: expecting '}'",
                     token_.line, token_.column);
    }
    const bool formatted = !fstrings_.empty() && fstrings_.back().start.begin == begin;
    const Token& start = formatted ? fstrings_.back().start : token_;
    std::string what = triple ? "unterminated triple-quoted " : "unterminated ";
    if (formatted) what += std::string{fstrings_.back().letter} + "-";
    int seen_line = line_;
    if (at_end() && at_ == line_start_ && line_ > start.line) --seen_line;
    what += "string literal (detected at line " + std::to_string(seen_line) + ")";
    if (!triple && !formatted) {
        const std::string_view text = source_.substr(begin, at_ - begin);
        if (text.find(std::string{'\\', quote}) != std::string_view::npos) {
            what += "; perhaps you escaped the end quote?";
        }
    }
    fault("SyntaxError", std::move(what), start.line, start.column);
}

// at_ is behind the prefix, at the quote.
void Lexer::lex_string(int prefix_size) {
    StringPrefix prefix;
    read_string_prefix(source_.substr(token_.begin, static_cast<std::size_t>(prefix_size) + 1),
                       prefix);
    if (const std::string_view pair = conflict_in(prefix); !pair.empty()) {
        fault("SyntaxError",
              std::string{'\''} + pair[0] + "' and '" + pair[1] + "' prefixes are incompatible",
              line_, token_.column);
    }
    if (prefix.formatted || prefix.is_template) return start_fstring(prefix);
    const char quote = peek();
    const bool triple = peek(1) == quote && peek(2) == quote;
    at_ += triple ? 3 : 1;
    for (;;) {
        const char c = peek();
        const bool is_line_end = c == '\n' || c == '\r';
        if (at_end() || (is_line_end && !triple)) {
            string_fault(quote, triple, token_.begin);
            break;
        }
        if (c == quote && (!triple || (peek(1) == quote && peek(2) == quote))) {
            at_ += triple ? 3 : 1;
            break;
        }
        if (c == '\\') {
            skip_escape(true);
        } else if (is_line_end) {
            step_over_newline();
        } else {
            step_over_character();
        }
    }
    emit(TokenKind::String);
}

// A backslash and what it stands before; not a brace, which an f-string looks at itself.
void Lexer::skip_escape(bool take_braces) {
    ++at_;
    if (at_end()) return;
    const char c = peek();
    if (c == '\n' || c == '\r') return step_over_newline();
    if (!take_braces && (c == '{' || c == '}')) return;
    step_over_character();
}

void Lexer::start_fstring(const StringPrefix& prefix) {
    const char quote = peek();
    const bool triple = peek(1) == quote && peek(2) == quote;
    at_ += triple ? 3 : 1;
    if (fstrings_.size() >= kMaxFStrings) {
        fault("too many nested f-strings or t-strings");
        return emit(TokenKind::Unknown);
    }
    emit(TokenKind::FStringStart);
    const char letter = prefix.is_template ? 't' : 'f';
    fstrings_.push_back({quote, triple, letter, prefix.raw, brackets_.size(), result_.list.back()});
}

// At the end of the string, or of the line where it must end: emits what was read. False: go on.
bool Lexer::end_fstring_middle(FString& string, bool in_spec) {
    const char c = peek();
    if (c == string.quote && (!string.triple || (peek(1) == c && peek(2) == c))) {
        if (at_ != token_.begin) emit(TokenKind::FStringMiddle);
        begin_token();
        at_ += string.triple ? 3 : 1;
        emit(TokenKind::FStringEnd);
        brackets_.resize(string.brackets_below);
        fstrings_.pop_back();
        return true;
    }
    if ((c != '\n' && c != '\r') || string.triple) return false;
    if (in_spec) {
        fault(std::string{string.letter} +
              "-string: newlines are not allowed in format specifiers for single quoted " +
              string.letter + "-strings");
    } else {
        string_fault(string.quote, false, string.start.begin);
    }
    if (at_ != token_.begin) emit(TokenKind::FStringMiddle);
    brackets_.resize(string.brackets_below);
    fstrings_.pop_back();
    return true;
}

void Lexer::lex_fstring_middle() {
    FString& string = fstrings_.back();
    const bool in_spec = brackets_.size() > string.brackets_below;
    begin_token();
    while (!at_end()) {
        if (end_fstring_middle(string, in_spec)) return;
        const char c = peek();
        const bool doubled = !in_spec && peek(1) == c;
        if (c == '{' || c == '}') {
            if (doubled) {
                at_ += 2;
                continue;
            }
            if (at_ != token_.begin) emit(TokenKind::FStringMiddle);
            begin_token();
            if (c == '{') return open_bracket(c);
            if (in_spec) return close_bracket(c);
            ++at_;
            fault(std::string{string.letter} + "-string: single '}' is not allowed");
            return emit(TokenKind::Unknown);
        }
        if (c == '\\') {
            const bool is_named = !string.raw && peek(1) == 'N' && peek(2) == '{';
            skip_escape(false);
            while (is_named && !at_end() && peek() != '}' && peek() != string.quote &&
                   peek() != '\n') {
                step_over_character();
            }
            if (is_named && peek() == '}') ++at_;
        } else if (c == '\n' || c == '\r') {
            step_over_newline();
        } else {
            step_over_character();
        }
    }
    if (at_ != token_.begin) emit(TokenKind::FStringMiddle);
}

}  // namespace lang
