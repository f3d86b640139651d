#include <array>

#include "base/text.h"
#include "lang/lexer_internal.h"

namespace lang {
namespace {

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit_of(char c, int radix) {
    if (radix == 16) return base::is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    return c >= '0' && c < '0' + radix;
}

// `1if x` is allowed (with a warning in CPython): these may follow a number directly.
constexpr std::array<std::string_view, 8> kMayFollow = {"and", "else", "for", "if",
                                                        "in",  "is",   "not", "or"};

}  // namespace

void Lexer::lex_number() {
    if (peek() == '0') {
        const char letter = static_cast<char>(peek(1) | 0x20);
        if (letter == 'x') return lex_radix_number(16, "hexadecimal");
        if (letter == 'o') return lex_radix_number(8, "octal");
        if (letter == 'b') return lex_radix_number(2, "binary");
    }
    if (peek() == '.') {
        lex_decimal_tail(false);
        return;
    }
    const bool leading_zero = peek() == '0';
    if (!lex_digits("decimal")) return;
    if (leading_zero && peek() != '.' && (peek() | 0x20) != 'e' && (peek() | 0x20) != 'j') {
        const std::string_view digits = source_.substr(token_.begin, at_ - token_.begin);
        if (digits.find_first_not_of("0_") != std::string_view::npos) {
            fault("SyntaxError",
                  "leading zeros in decimal integer literals are not permitted; "
                  "use an 0o prefix for octal integers",
                  line_, token_.column);
            return emit(TokenKind::Unknown);
        }
    }
    lex_decimal_tail(true);
}

// Digits with single underscores between them; at_ is at the first one.
bool Lexer::lex_digits(std::string_view kind) {
    for (;;) {
        while (base::is_digit(peek())) ++at_;
        if (peek() != '_') return true;
        ++at_;
        if (!base::is_digit(peek())) {
            fault("invalid " + std::string(kind) + " literal");
            emit(TokenKind::Unknown);
            return false;
        }
    }
}

void Lexer::lex_radix_number(int radix, std::string_view kind) {
    at_ += 2;
    do {
        if (peek() == '_') ++at_;
        if (!is_digit_of(peek(), radix)) {
            if (base::is_digit(peek())) {
                ++at_;
                fault("invalid digit '" + std::string(1, source_[at_ - 1]) + "' in " +
                      std::string(kind) + " literal");
            } else {
                fault("invalid " + std::string(kind) + " literal");
            }
            return emit(TokenKind::Unknown);
        }
        while (is_digit_of(peek(), radix)) ++at_;
    } while (peek() == '_');
    if (base::is_digit(peek())) {
        ++at_;
        fault("invalid digit '" + std::string(1, source_[at_ - 1]) + "' in " + std::string(kind) +
              " literal");
        return emit(TokenKind::Unknown);
    }
    check_number_end(kind);
    emit(TokenKind::Number);
}

// What may follow the whole part: a fraction, an exponent, the "j" of an imaginary number.
void Lexer::lex_decimal_tail(bool has_digits_before) {
    if (peek() == '.') {
        ++at_;
        if (base::is_digit(peek()) && !lex_digits("decimal")) return;
    } else if (!has_digits_before) {
        return;
    }
    if ((peek() | 0x20) == 'e') {
        const bool has_sign = peek(1) == '+' || peek(1) == '-';
        if (base::is_digit(peek(has_sign ? 2 : 1))) {
            at_ += has_sign ? 2 : 1;
            if (!lex_digits("decimal")) return;
        } else if (has_sign) {
            at_ += 2;
            fault("invalid decimal literal");
            return emit(TokenKind::Unknown);
        }
    }
    if ((peek() | 0x20) == 'j') {
        ++at_;
        check_number_end("imaginary");
    } else {
        check_number_end("decimal");
    }
    emit(TokenKind::Number);
}

void Lexer::check_number_end(std::string_view kind) {
    const char c = peek();
    if (!is_ascii_letter(c) && c != '_' && static_cast<unsigned char>(c) < 0x80 &&
        !base::is_digit(c))
        return;
    if (base::is_digit(c)) return;
    const std::string_view rest = source_.substr(at_);
    for (const std::string_view word : kMayFollow) {
        if (rest.starts_with(word)) return;
    }
    if (static_cast<unsigned char>(c) >= 0x80) return;  // the next token tells
    fault("invalid " + std::string(kind) + " literal");
}

}  // namespace lang
