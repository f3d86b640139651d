// Everything between round brackets.
#include <fmt/format.h>

#include <utility>

#include "lang/regex_syntax_internal.h"
#include "lang/text_quote.h"
#include "lang/unicode.h"

namespace lang {
namespace {

constexpr unsigned kTypeFlags = kRegexAscii | kRegexUnicode | kRegexLocale;

unsigned flag_of(char32_t c) {
    switch (c) {
        case U'a': return kRegexAscii;
        case U'i': return kRegexIgnoreCase;
        case U'L': return kRegexLocale;
        case U'm': return kRegexMultiline;
        case U's': return kRegexDotAll;
        case U'u': return kRegexUnicode;
        case U'x': return kRegexVerbose;
        default: return 0;
    }
}

std::string quoted(const std::u32string& name) { return quote_text(regex_text(name)); }

bool is_identifier(const std::u32string& name) {
    if (name.empty()) return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const CharClass wanted =
            i == 0 ? CharClass::IdentifierStart : CharClass::IdentifierContinue;
        if (name[i] != U'_' && !is_char(name[i], wanted)) return false;
    }
    return true;
}

bool is_group_number(const std::u32string& name) {
    return std::all_of(name.begin(), name.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; });
}

std::string_view unknown_or(char32_t c, std::string_view otherwise) {
    return is_char(c, CharClass::Alpha) ? "unknown flag" : otherwise;
}

}  // namespace

bool RegexTranslator::check_group_name(const std::u32string& name) {
    const bool ascii = std::all_of(name.begin(), name.end(), [](char32_t c) { return c < 128; });
    if (is_identifier(name) && (is_text_ || ascii)) return true;
    return fail(fmt::format("bad character in group name {}", quoted(name)), name.size() + 1);
}

bool RegexTranslator::check_reference(int group, std::size_t back) {
    const auto index = static_cast<std::size_t>(group);
    if (index < closed_.size() && !closed_[index])
        return fail("cannot refer to an open group", back);
    if (look_behind_from_ != 0 && group >= look_behind_from_) {
        return fail("cannot refer to group defined in the same lookbehind subpattern");
    }
    return true;
}

bool RegexTranslator::group(unsigned flags, RegexWidth* width, Item* item, bool at_start) {
    const std::size_t start = at_++;
    *width = {};
    if (take_if(U'?')) return extension(start, flags, width, item, at_start);
    *item = Item::Plain;
    return capture(start, "", flags, width);
}

bool RegexTranslator::extension(std::size_t start, unsigned flags, RegexWidth* width, Item* item,
                                bool at_start) {
    if (at_end()) return fail("unexpected end of pattern");
    const char32_t c = pattern_[at_++];
    if (c == U'#') return comment(start);
    if (c == U'P') return named(start, flags, width, item);
    if (flag_of(c) != 0 || c == U'-') return inline_flags(start, c, flags, width, item, at_start);
    *item = Item::Plain;
    if (c == U':') return body(start, "(?:", flags, width);
    if (c == U'>') return body(start, "(?>", flags, width);
    if (c == U'=' || c == U'!' || c == U'<') return look_around(start, c, flags);
    if (c == U'(') return conditional(start, flags, width);
    return fail("unknown extension ?" + regex_text({&c, 1}), 2);
}

bool RegexTranslator::comment(std::size_t start) {
    while (!at_end()) {
        if (pattern_[at_++] == U')') return true;
    }
    return fail("missing ), unterminated comment", at_ - start);
}

bool RegexTranslator::body(std::size_t start, std::string_view opening, unsigned flags,
                           RegexWidth* width) {
    out_ += opening;
    if (!alternatives(flags, width)) return false;
    if (!take_if(U')')) return fail("missing ), unterminated subpattern", at_ - start);
    out_ += ')';
    return true;
}

bool RegexTranslator::capture(std::size_t start, const std::string& name, unsigned flags,
                              RegexWidth* width) {
    const auto number = static_cast<int>(groups_.size());
    if (!name.empty()) {
        const auto [known, is_new] = names_.emplace(name, number);
        if (!is_new) {
            return fail(fmt::format("redefinition of group name {} as group {}; was group {}",
                                    quote_text(name), number, known->second),
                        count_points(name) + 1);
        }
    }
    groups_.push_back({name, open_group_});
    widths_.push_back({});
    closed_.push_back(false);
    const int outer = std::exchange(open_group_, number);
    if (!body(start, "(", flags, width)) return false;
    open_group_ = outer;
    widths_[static_cast<std::size_t>(number)] = *width;
    closed_[static_cast<std::size_t>(number)] = true;
    return true;
}

// (?P<name>...), (?P=name)
bool RegexTranslator::named(std::size_t start, unsigned flags, RegexWidth* width, Item* item) {
    *item = Item::Plain;
    if (take_if(U'<')) {
        std::u32string name;
        if (!take_name(U'>', "group name", &name) || !check_group_name(name)) return false;
        return capture(start, regex_text(name), flags, width);
    }
    if (take_if(U'=')) return back_reference_by_name(width);
    if (at_end()) return fail("unexpected end of pattern");
    const char32_t c = pattern_[at_++];
    return fail("unknown extension ?P" + regex_text({&c, 1}), 3);
}

bool RegexTranslator::back_reference_by_name(RegexWidth* width) {
    std::u32string name;
    if (!take_name(U')', "group name", &name) || !check_group_name(name)) return false;
    const auto known = names_.find(regex_text(name));
    if (known == names_.end())
        return fail(fmt::format("unknown group name {}", quoted(name)), name.size() + 1);
    if (!check_reference(known->second, name.size() + 1)) return false;
    *width = widths_[static_cast<std::size_t>(known->second)];
    out_ += fmt::format("\\g{{{}}}", known->second);
    return true;
}

bool RegexTranslator::look_around(std::size_t start, char32_t c, unsigned flags) {
    std::string opening = "(?";
    const bool behind = c == U'<';
    if (behind) {
        if (at_end()) return fail("unexpected end of pattern");
        c = pattern_[at_++];
        if (c != U'=' && c != U'!') return fail("unknown extension ?<" + regex_text({&c, 1}), 3);
        opening += '<';
    }
    opening += static_cast<char>(c);
    const bool outermost = behind && look_behind_from_ == 0;
    if (outermost) look_behind_from_ = static_cast<int>(groups_.size());
    RegexWidth width;
    if (!body(start, opening, flags, &width)) return false;
    if (outermost) look_behind_from_ = 0;
    if (!behind) return true;
    if (width.least != width.most) {
        fault_ = {"look-behind requires fixed-width pattern", std::nullopt, false};
        return false;
    }
    constexpr std::uint64_t kMaxBehind = 65535;
    if (width.most > kMaxBehind) return fail("a look-behind of that width is not offered here");
    longest_run_ = std::max(longest_run_, static_cast<std::uint32_t>(width.most));
    return true;
}

// The group between the brackets of (?(1)...) or (?(name)...).
bool RegexTranslator::condition_group(int* group) {
    std::u32string name;
    if (!take_name(U')', "group name", &name)) return false;
    const std::size_t back = name.size() + 1;
    if (!is_group_number(name)) {
        if (!check_group_name(name)) return false;
        const auto known = names_.find(regex_text(name));
        if (known == names_.end())
            return fail(fmt::format("unknown group name {}", quoted(name)), back);
        *group = known->second;
        return check_reference(*group, back);
    }
    constexpr int kTooMany = 100'000;
    *group = 0;
    for (const char32_t digit : name)
        *group = std::min(kTooMany, *group * 10 + static_cast<int>(digit - U'0'));
    if (*group == 0) return fail("bad group number", back);
    if (*group == kTooMany)
        return fail(fmt::format("invalid group reference {}", regex_text(name)), back);
    conditions_.emplace_back(*group, at_ - back);
    return true;
}

bool RegexTranslator::conditional(std::size_t start, unsigned flags, RegexWidth* width) {
    int group = 0;
    if (!condition_group(&group)) return false;
    out_ += fmt::format("(?({})", group);
    RegexWidth yes, no;
    if (++depth_; !sequence(flags, &yes)) return false;
    if (take_if(U'|')) {
        out_ += '|';
        if (!sequence(flags, &no)) return false;
        if (next_is(U'|')) return fail("conditional backref with more than two branches");
    }
    --depth_;
    if (!take_if(U')')) return fail("missing ), unterminated subpattern", at_ - start);
    out_ += ')';
    *width = {std::min(yes.least, no.least), std::max(yes.most, no.most)};
    return true;
}

// Reads flags that are turned on, up to one of ")-:", which ends up in `c`.
bool RegexTranslator::flags_on(char32_t* c, unsigned* on) {
    if (*c == U'-') return true;
    for (;;) {
        const unsigned flag = flag_of(*c);
        if (is_text_ && *c == U'L')
            return fail("bad inline flags: cannot use 'L' flag with a str pattern");
        if (!is_text_ && *c == U'u')
            return fail("bad inline flags: cannot use 'u' flag with a bytes pattern");
        *on |= flag;
        if ((flag & kTypeFlags) != 0 && (*on & kTypeFlags) != flag)
            return fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
        if (at_end()) return fail("missing -, : or )");
        *c = pattern_[at_++];
        if (*c == U')' || *c == U'-' || *c == U':') return true;
        if (flag_of(*c) == 0) return fail(std::string(unknown_or(*c, "missing -, : or )")), 1);
    }
}

// Reads flags that are turned off, up to the colon.
bool RegexTranslator::flags_off(char32_t* c, unsigned* off) {
    if (at_end()) return fail("missing flag");
    *c = pattern_[at_++];
    if (flag_of(*c) == 0) return fail(std::string(unknown_or(*c, "missing flag")), 1);
    for (;;) {
        if ((flag_of(*c) & kTypeFlags) != 0)
            return fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
        *off |= flag_of(*c);
        if (at_end()) return fail("missing :");
        *c = pattern_[at_++];
        if (*c == U':') return true;
        if (flag_of(*c) == 0) return fail(std::string(unknown_or(*c, "missing :")), 1);
    }
}

bool RegexTranslator::inline_flags(std::size_t start, char32_t c, unsigned flags, RegexWidth* width,
                                   Item* item, bool at_start) {
    unsigned on = 0, off = 0;
    if (!flags_on(&c, &on)) return false;
    if (c == U')') {
        if (!at_start) return fail("global flags not at the start of the expression", at_ - start);
        if ((on & kRegexVerbose) != 0 && (flags_ & kRegexVerbose) == 0) {
            flags_ |= on;
            verbose_again_ = true;
            return fail("verbose");  // run() begins again
        }
        if ((on & kRegexAscii) != 0) flags_ &= ~kRegexUnicode;
        flags_ |= on;
        return true;
    }
    if (c == U'-' && !flags_off(&c, &off)) return false;
    if ((on & off) != 0) return fail("bad inline flags: flag turned on and off", 1);
    if ((on & kTypeFlags) != 0) flags &= ~kTypeFlags;
    flags = (flags | on) & ~off;
    *item = Item::Plain;
    const std::string_view opening = (on & kRegexIgnoreCase) != 0    ? "(?i:"
                                     : (off & kRegexIgnoreCase) != 0 ? "(?-i:"
                                                                     : "(?:";
    return body(start, opening, flags, width);
}

}  // namespace lang
