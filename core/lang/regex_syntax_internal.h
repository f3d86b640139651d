// lang/regex_syntax_internal.h -- the translator of regex_syntax.h: a function per rule, and
// nothing is looked at twice. Stays in this folder.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lang/regex_syntax.h"

namespace lang {

// How many characters something matches, at least and at most.
struct RegexWidth {
    std::uint64_t least = 0, most = 0;
};
inline constexpr std::uint64_t kRegexNoEnd = std::uint64_t{1} << 32;

class RegexTranslator {
  public:
    RegexTranslator(std::u32string pattern, bool is_text, unsigned flags)
        : pattern_(std::move(pattern)), is_text_(is_text), flags_(flags) {}
    bool run();  // false: fault() says why
    TranslatedRegex take();
    const RegexFault& fault() const { return fault_; }

  private:
    // What was parsed last: what a quantifier may follow.
    enum class Item : std::uint8_t { Nothing, Plain, Assertion, Repeat };
    struct Member {  // of a character set
        bool is_literal = true;
        char32_t point = 0;
        std::string text;  // as it is written in a set for PCRE2
    };

    // -- reading
    bool at_end() const { return at_ >= pattern_.size(); }
    char32_t peek() const { return at_end() ? 0 : pattern_[at_]; }
    bool next_is(char32_t c) const { return !at_end() && pattern_[at_] == c; }
    bool take_if(char32_t c);
    std::u32string take_while(std::size_t most, std::u32string_view among);
    bool take_name(char32_t end, std::string_view what, std::u32string* name);
    bool fail(std::string message, std::size_t back = 0);
    bool fail_at(std::string message, std::size_t position);

    // -- rules; each writes to out_ and gives its width
    bool alternatives(unsigned flags, RegexWidth* width);
    bool sequence(unsigned flags, RegexWidth* width);
    bool one(unsigned flags, RegexWidth* width, Item* item, bool at_start);
    void skip_blanks();
    bool quantifier(char32_t c, RegexWidth* item_width, Item* item);
    bool read_counts(std::uint64_t* least, std::uint64_t* most, bool* is_literal);
    bool group(unsigned flags, RegexWidth* width, Item* item, bool at_start);
    bool extension(std::size_t start, unsigned flags, RegexWidth* width, Item* item, bool at_start);
    bool named(std::size_t start, unsigned flags, RegexWidth* width, Item* item);
    bool back_reference_by_name(RegexWidth* width);
    bool comment(std::size_t start);
    bool look_around(std::size_t start, char32_t c, unsigned flags);
    bool conditional(std::size_t start, unsigned flags, RegexWidth* width);
    bool condition_group(int* group);
    bool inline_flags(std::size_t start, char32_t c, unsigned flags, RegexWidth* width, Item* item,
                      bool at_start);
    bool flags_on(char32_t* c, unsigned* on);
    bool flags_off(char32_t* c, unsigned* off);
    bool capture(std::size_t start, const std::string& name, unsigned flags, RegexWidth* width);
    bool body(std::size_t start, std::string_view opening, unsigned flags, RegexWidth* width);
    bool check_reference(int group, std::size_t back);
    bool check_group_name(const std::u32string& name);

    // -- escapes and sets: regex_escape.cpp
    bool escape(unsigned flags, RegexWidth* width, Item* item);
    bool category(char32_t c, unsigned flags, Item* item);
    bool digits_escape(char32_t c, RegexWidth* width);
    bool character_escape(char32_t c, bool in_set, char32_t* point, bool* known);
    bool hex_escape(char32_t c, std::size_t digits, char32_t* point);
    bool character_set(unsigned flags);
    bool set_member(unsigned flags, std::size_t start, Member* member);
    bool set_escape(unsigned flags, Member* member);
    void literal(char32_t point);

    std::u32string pattern_;
    bool is_text_;
    unsigned flags_;
    bool verbose_again_ = false;  // (?x) was met: once more from the start
    std::size_t at_ = 0;
    int depth_ = 0;
    std::string out_;
    std::vector<RegexGroup> groups_{{}};
    std::vector<RegexWidth> widths_{{}};
    std::vector<bool> closed_{false};
    std::map<std::string, int> names_;
    std::vector<std::pair<int, std::size_t>> conditions_;  // groups that must exist in the end
    int open_group_ = 0;
    int look_behind_from_ = 0;  // groups from this number on stand in the same look-behind
    std::uint32_t longest_run_ = 0;
    RegexFault fault_;
};

std::string regex_text(std::u32string_view points);         // UTF-8, for messages
void append_regex_point(std::string& out, char32_t point);  // a literal, escaped when need be

}  // namespace lang
