// Escapes, literals and character sets.
#include <fmt/format.h>

#include "lang/regex_syntax_internal.h"
#include "lang/unicode.h"

namespace lang {
namespace {

constexpr std::u32string_view kHexDigits = U"0123456789abcdefABCDEF";
constexpr std::u32string_view kOctalDigits = U"01234567";

// What stands in a set for \d, \s, \w and, where a set has no word for "all but", for \D, \S, \W.
// Unicode's words as str.isdecimal, isspace and isalnum have them.
struct CategoryText {
    char32_t letter;
    std::string_view unicode, ascii;
};
constexpr CategoryText kCategories[] = {
    {U'd', "\\p{Nd}", "0-9"},
    {U'D', "\\P{Nd}", "\\x{0}-/:-\\x{7f}"},
    {U's', "\\p{Z}\\t-\\r\\x{1c}-\\x{1f}\\x{85}", " \\t-\\r"},
    {U'S',
     "\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Cf}\\p{Cn}\\p{Co}\\p{Cs}\\x{0}-\\x{8}\\x{e}-\\x{1b}\\x{7f}-"
     "\\x{84}\\x{86}-\\x{9f}",
     "\\x{0}-\\x{8}\\x{e}-\\x{1f}!-\\x{7f}"},
    {U'w', "\\p{L}\\p{N}_", "a-zA-Z0-9_"},
    {U'W',
     "\\p{M}\\p{Pd}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\\p{Po}\\x{203f}\\x{2040}\\x{2054}\\x{fe33}\\x{fe34}"
     "\\x{fe4d}-\\x{fe4f}\\x{ff3f}\\p{S}\\p{Z}\\p{C}",
     "\\x{0}-/:-@\\x{5b}-\\x{5e}`{-\\x{7f}"},
};

bool is_escape_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
bool is_octal_escape(char32_t c) { return c >= U'0' && c <= U'7'; }

// Empty: no category.
std::string category_text(char32_t letter, bool is_text, unsigned flags) {
    for (const CategoryText& category : kCategories) {
        if (category.letter != letter) continue;
        if (is_text && (flags & kRegexAscii) == 0) return std::string(category.unicode);
        const bool negative = letter < U'a';
        const std::string_view beyond = is_text ? "\\x{80}-\\x{10ffff}" : "\\x{80}-\\x{ff}";
        return std::string(category.ascii) + std::string(negative ? beyond : "");
    }
    return {};
}

char32_t number_of(std::u32string_view digits, unsigned base) {
    std::uint64_t value = 0;
    for (const char32_t c : digits) {
        const char32_t lower = c | 32U;
        value = value * base + (lower >= U'a' && lower <= U'f' ? lower - U'a' + 10 : c - U'0');
    }
    return static_cast<char32_t>(std::min<std::uint64_t>(value, 0xFFFFFFFFU));
}

}  // namespace

void append_regex_point(std::string& out, char32_t point) {
    const bool plain = is_escape_letter(point) || (point >= U'0' && point <= U'9') || point == U'_';
    if (plain || (point >= 128 && point <= 0x10FFFF && !is_surrogate(point))) {
        append_point(out, point);
    } else {
        out += fmt::format("\\x{{{:x}}}", static_cast<std::uint32_t>(point));
    }
}

void RegexTranslator::literal(char32_t point) {
    if (is_text_ || point < 128) {
        append_regex_point(out_, point);
    } else {
        out_ += fmt::format("\\x{{{:x}}}", static_cast<std::uint32_t>(point));
    }
}

bool RegexTranslator::hex_escape(char32_t c, std::size_t digits, char32_t* point) {
    const std::u32string text = take_while(digits, kHexDigits);
    const std::string shown = "\\" + regex_text({&c, 1}) + regex_text(text);
    if (text.size() != digits) return fail("incomplete escape " + shown, text.size() + 2);
    *point = number_of(text, 16);
    if (*point > 0x10FFFF) return fail("bad escape " + shown, text.size() + 2);
    return true;
}

// Escapes that stand for one character, inside a set and outside. `known` is false when it is
// none of them.
bool RegexTranslator::character_escape(char32_t c, bool in_set, char32_t* point, bool* known) {
    *known = true;
    switch (c) {
        case U'a': *point = 7; return true;
        case U'f': *point = 12; return true;
        case U'n': *point = 10; return true;
        case U'r': *point = 13; return true;
        case U't': *point = 9; return true;
        case U'v': *point = 11; return true;
        case U'\\': *point = c; return true;
        case U'x': return hex_escape(c, 2, point);
        case U'u':
            if (is_text_) return hex_escape(c, 4, point);
            break;
        case U'U':
            if (is_text_) return hex_escape(c, 8, point);
            break;
        case U'N':
            if (is_text_) return fail("names of characters are not offered here", 2);
            break;
        case U'b':
            *point = 8;
            if (in_set) return true;
            break;
        default: break;
    }
    *known = false;
    return true;
}

bool RegexTranslator::category(char32_t c, unsigned flags, Item* item) {
    if (std::string set = category_text(c, is_text_, flags); !set.empty()) {
        const bool negative = c < U'a';
        if (negative) set = category_text(c | 32U, is_text_, flags);
        out_ += (negative ? "[^" : "[") + set + "]";
        return true;
    }
    *item = Item::Assertion;
    if (c == U'A') {
        out_ += "\\A";
    } else if (c == U'Z' || c == U'z') {
        out_ += "\\z";
    } else {
        const std::string word = "[" + category_text(U'w', is_text_, flags) + "]";
        out_ += c == U'b' ? fmt::format("(?:(?<={0})(?!{0})|(?<!{0})(?={0}))", word)
                          : fmt::format("(?:(?<={0})(?={0})|(?<!{0})(?!{0}))", word);
    }
    return true;
}

// \0, octal characters and references to groups; the first digit `c` is taken.
bool RegexTranslator::digits_escape(char32_t c, RegexWidth* width) {
    std::u32string digits(1, c);
    if (c == U'0') {
        digits += take_while(2, kOctalDigits);
        literal(number_of(digits, 8));
        return true;
    }
    digits += take_while(1, U"0123456789");
    if (digits.size() == 2 && is_octal_escape(digits[0]) && is_octal_escape(digits[1]) &&
        !at_end() && is_octal_escape(peek())) {
        digits += pattern_[at_++];
        const char32_t point = number_of(digits, 8);
        if (point > 0377) {
            return fail(
                fmt::format("octal escape value \\{} outside of range 0-0o377", regex_text(digits)),
                digits.size() + 1);
        }
        literal(point);
        return true;
    }
    const auto number = static_cast<int>(number_of(digits, 10));
    if (number >= static_cast<int>(groups_.size()))
        return fail(fmt::format("invalid group reference {}", number), digits.size());
    if (!check_reference(number, digits.size() + 1)) return false;
    *width = widths_[static_cast<std::size_t>(number)];
    out_ += fmt::format("\\g{{{}}}", number);
    return true;
}

bool RegexTranslator::escape(unsigned flags, RegexWidth* width, Item* item) {
    ++at_;
    if (at_end()) return fail("bad escape (end of pattern)", 1);
    const char32_t c = pattern_[at_++];
    constexpr std::u32string_view kAssertions = U"AZzbB";
    const bool assertion = kAssertions.find(c) != kAssertions.npos;
    if (assertion) *width = {};
    if (assertion || !category_text(c, is_text_, flags).empty()) return category(c, flags, item);
    if (c >= U'0' && c <= U'9') return digits_escape(c, width);
    char32_t point = c;
    bool known = false;
    if (!character_escape(c, false, &point, &known)) return false;
    if (!known && is_escape_letter(c)) return fail("bad escape \\" + regex_text({&c, 1}), 2);
    literal(point);
    return true;
}

// -- sets ------------------------------------------------------------------------------------

bool RegexTranslator::set_escape(unsigned flags, Member* member) {
    if (at_end()) return fail("bad escape (end of pattern)", 1);
    const char32_t c = pattern_[at_++];
    member->text = category_text(c, is_text_, flags);
    member->is_literal = member->text.empty();
    if (!member->is_literal) return true;
    member->point = c;
    bool known = false;
    if (!character_escape(c, true, &member->point, &known)) return false;
    if (known) return true;
    if (is_octal_escape(c)) {
        std::u32string digits(1, c);
        digits += take_while(2, kOctalDigits);
        member->point = number_of(digits, 8);
        if (member->point <= 0377) return true;
        return fail(
            fmt::format("octal escape value \\{} outside of range 0-0o377", regex_text(digits)),
            digits.size() + 1);
    }
    if (is_escape_letter(c) || (c >= U'0' && c <= U'9'))
        return fail("bad escape \\" + regex_text({&c, 1}), 2);
    return true;
}

bool RegexTranslator::set_member(unsigned flags, std::size_t start, Member* member) {
    *member = {};
    if (at_end()) return fail("unterminated character set", at_ - start);
    const char32_t c = pattern_[at_++];
    if (c == U'\\') {
        if (!set_escape(flags, member)) return false;
    } else {
        member->point = c;
    }
    if (member->is_literal) {
        const bool plain = is_escape_letter(member->point);
        member->text = plain
                           ? std::string(1, static_cast<char>(member->point))
                           : fmt::format("\\x{{{:x}}}", static_cast<std::uint32_t>(member->point));
    }
    return true;
}

bool RegexTranslator::character_set(unsigned flags) {
    const std::size_t start = at_++;
    out_ += take_if(U'^') ? "[^" : "[";
    for (bool first = true; first || !next_is(U']'); first = false) {
        const std::size_t from = at_;
        Member low, high;
        if (!set_member(flags, start, &low)) return false;
        out_ += low.text;
        if (!next_is(U'-')) continue;
        if (at_ + 1 >= pattern_.size()) {
            at_ = pattern_.size();
            return fail("unterminated character set", at_ - start);
        }
        ++at_;
        if (next_is(U']')) {
            out_ += "\\x{2d}";
            continue;
        }
        if (!set_member(flags, start, &high)) return false;
        if (!low.is_literal || !high.is_literal || high.point < low.point) {
            return fail("bad character range " +
                            regex_text(std::u32string_view(pattern_).substr(from, at_ - from)),
                        at_ - from);
        }
        out_ += "-" + high.text;
    }
    ++at_;
    out_ += ']';
    return true;
}

}  // namespace lang
