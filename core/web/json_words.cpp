#include "web/json_words.h"

#include <algorithm>

#include "base/text.h"

namespace web {
namespace {

constexpr int kMaxReadDepth = 200;

class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::string scan() {
        skip_space();
        if (!value(0)) return told();
        skip_space();
        if (at_ < text_.size()) fail("trailing characters");
        return told();
    }

  private:
    // Of the byte at which it went wrong; behind the last one the column stays there.
    std::string told() const {
        if (fault_.empty()) return "";
        std::size_t line = 1;
        std::size_t start = 0;
        std::size_t column = 0;
        std::size_t index = 0;
        for (; index < text_.size(); ++index) {
            if (text_[index] == '\n') {
                ++line;
                start = index + 1;
            }
            if (index == fault_at_) break;
        }
        column = index < text_.size() ? index + 1 - start : index - start;
        return fault_ + " at line " + std::to_string(line) + " column " + std::to_string(column);
    }

    bool fail(std::string_view words) {
        if (fault_.empty()) {
            fault_ = words;
            fault_at_ = at_;
        }
        return false;
    }

    bool at_end() const { return at_ >= text_.size(); }
    void skip_space() {
        while (!at_end() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
            ++at_;
    }

    bool ident(std::string_view word) {
        for (const char c : word) {
            if (at_end()) return fail("EOF while parsing a value");
            if (text_[at_] != c) return fail("expected ident");
            ++at_;
        }
        return true;
    }

    bool value(int depth) {
        if (depth > kMaxReadDepth) return fail("recursion limit exceeded");
        if (at_end()) return fail("EOF while parsing a value");
        const char c = text_[at_];
        switch (c) {
            case '{': return object(depth);
            case '[': return array(depth);
            case '"': return string();
            case 't': return ident("true");
            case 'f': return ident("false");
            case 'n': return ident("null");
            case 'N': return ident("NaN");
            case 'I': return ident("Infinity");
            case '-':
                if (at_ + 1 < text_.size() && text_[at_ + 1] == 'I') {
                    ++at_;
                    return ident("Infinity");
                }
                return number();
            default: return base::is_digit(c) ? number() : fail("expected value");
        }
    }

    bool digits() {
        if (at_end()) return fail("EOF while parsing a value");
        if (!base::is_digit(text_[at_])) return fail("invalid number");
        while (!at_end() && base::is_digit(text_[at_])) ++at_;
        return true;
    }

    bool number() {
        if (text_[at_] == '-') ++at_;
        const bool zero = !at_end() && text_[at_] == '0';
        const std::size_t first = at_;
        if (!digits()) return false;
        if (zero && at_ > first + 1) {
            at_ = first + 1;
            return fail("invalid number");
        }
        if (!at_end() && text_[at_] == '.') {
            ++at_;
            if (!digits()) return false;
        }
        if (!at_end() && (text_[at_] == 'e' || text_[at_] == 'E')) {
            ++at_;
            if (!at_end() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
            return digits();
        }
        return true;
    }

    bool string() {
        ++at_;
        while (!at_end() && text_[at_] != '"') {
            const auto byte = static_cast<unsigned char>(text_[at_]);
            if (byte < 0x20)
                return fail("control character (\\u0000-\\u001F) found while parsing a string");
            if (byte == '\\') {
                ++at_;
                if (at_end()) break;
                if (std::string_view("\"\\/bfnrtu").find(text_[at_]) == std::string_view::npos)
                    return fail("invalid escape");
            }
            ++at_;
        }
        if (at_end()) return fail("EOF while parsing a string");
        ++at_;
        return true;
    }

    bool array(int depth) {
        ++at_;
        skip_space();
        if (at_end()) return fail("EOF while parsing a list");
        if (text_[at_] == ']') return ++at_, true;
        while (true) {
            if (!value(depth + 1)) return false;
            skip_space();
            if (at_end()) return fail("EOF while parsing a list");
            if (text_[at_] == ']') return ++at_, true;
            if (text_[at_] != ',') return fail("expected `,` or `]`");
            ++at_;
            skip_space();
            if (!at_end() && text_[at_] == ']') return fail("trailing comma");
        }
    }

    bool object(int depth) {
        ++at_;
        skip_space();
        if (at_end()) return fail("EOF while parsing an object");
        if (text_[at_] == '}') return ++at_, true;
        while (true) {
            if (at_end()) return fail("EOF while parsing a value");
            if (text_[at_] == '}') return fail("trailing comma");
            if (text_[at_] != '"') return fail("key must be a string");
            if (!string()) return false;
            skip_space();
            if (at_end()) return fail("EOF while parsing an object");
            if (text_[at_] != ':') return fail("expected `:`");
            ++at_;
            skip_space();
            if (!value(depth + 1)) return false;
            skip_space();
            if (at_end()) return fail("EOF while parsing an object");
            if (text_[at_] == '}') return ++at_, true;
            if (text_[at_] != ',') return fail("expected `,` or `}`");
            ++at_;
            skip_space();
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string fault_;
    std::size_t fault_at_ = 0;
};

}  // namespace

std::string json_fault_words(std::string_view text) { return Scanner(text).scan(); }

}  // namespace web
