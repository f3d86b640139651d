// Sequences, quantifiers and alternatives; groups are in regex_group.cpp, escapes and sets in
// regex_escape.cpp.
#include "lang/regex_syntax.h"

#include <fmt/format.h>

#include "lang/regex_syntax_internal.h"
#include "lang/unicode.h"

namespace lang {
namespace {

constexpr int kMaxDepth = 200;
constexpr std::uint64_t kMaxRepeat = 65535;  // LIMIT: PCRE2's; CPython has 2**32 - 2
constexpr std::uint64_t kPythonMaxRepeat = 4294967295U;

bool is_ignored_blank(char32_t c) { return c == U' ' || (c >= U'\t' && c <= U'\r'); }

std::uint64_t times(std::uint64_t width, std::uint64_t count) {
    if (width == 0 || count == 0) return 0;
    return count >= kRegexNoEnd / width ? kRegexNoEnd : width * count;
}

}  // namespace

std::string regex_text(std::u32string_view points) {
    std::string out;
    for (const char32_t point : points) append_point(out, point);
    return out;
}

// -- reading ---------------------------------------------------------------------------------

bool RegexTranslator::take_if(char32_t c) {
    if (!next_is(c)) return false;
    ++at_;
    return true;
}

std::u32string RegexTranslator::take_while(std::size_t most, std::u32string_view among) {
    std::u32string taken;
    while (taken.size() < most && !at_end() && among.find(peek()) != among.npos)
        taken.push_back(pattern_[at_++]);
    return taken;
}

bool RegexTranslator::take_name(char32_t end, std::string_view what, std::u32string* name) {
    while (!at_end()) {
        const char32_t c = pattern_[at_++];
        if (c == end) {
            return !name->empty() || fail(fmt::format("missing {}", what), 1);
        }
        name->push_back(c);
    }
    if (name->empty()) return fail(fmt::format("missing {}", what));
    return fail(fmt::format("missing {}, unterminated name", static_cast<char>(end)), name->size());
}

bool RegexTranslator::fail(std::string message, std::size_t back) {
    return fail_at(std::move(message), at_ - back);
}

bool RegexTranslator::fail_at(std::string message, std::size_t position) {
    fault_ = {std::move(message), position, false};
    return false;
}

// -- rules -----------------------------------------------------------------------------------

bool RegexTranslator::run() {
    RegexWidth width;
    bool done = alternatives(flags_, &width);
    if (verbose_again_) {
        const std::u32string pattern = pattern_;
        const unsigned flags = flags_;
        const bool is_text = is_text_;
        *this = RegexTranslator(pattern, is_text, flags);
        done = alternatives(flags_, &width);
    }
    if (!done) return false;
    if (!at_end()) {
        ++at_;
        return fail("unbalanced parenthesis", 1);
    }
    for (const auto& [group, position] : conditions_) {
        if (group >= static_cast<int>(groups_.size()))
            return fail_at(fmt::format("invalid group reference {}", group), position);
    }
    return true;
}

TranslatedRegex RegexTranslator::take() {
    return {std::move(out_), flags_, std::move(groups_), longest_run_};
}

bool RegexTranslator::alternatives(unsigned flags, RegexWidth* width) {
    if (++depth_ > kMaxDepth) return fail("too many nested groups for this sandbox");
    bool first = true;
    do {
        if (!first) out_ += '|';
        RegexWidth branch;
        if (!sequence(depth_ == 1 ? flags_ : flags, &branch)) return false;
        *width = first ? branch
                       : RegexWidth{std::min(width->least, branch.least),
                                    std::max(width->most, branch.most)};
        first = false;
    } while (take_if(U'|'));
    --depth_;
    return true;
}

void RegexTranslator::skip_blanks() {
    while (!at_end()) {
        if (is_ignored_blank(peek())) {
            ++at_;
        } else if (peek() == U'#') {
            while (!at_end() && pattern_[at_++] != U'\n') {
            }
        } else {
            return;
        }
    }
}

bool RegexTranslator::sequence(unsigned flags, RegexWidth* width) {
    *width = {};
    Item item = Item::Nothing;
    RegexWidth last;  // of what a quantifier would repeat
    bool empty = true;
    const auto flush = [&] {
        width->least = std::min(kRegexNoEnd, width->least + last.least);
        width->most = std::min(kRegexNoEnd, width->most + last.most);
        last = {};
    };
    for (;;) {
        if ((flags & kRegexVerbose) != 0) skip_blanks();
        if (at_end() || peek() == U'|' || peek() == U')') break;
        const char32_t c = peek();
        if (c == U'*' || c == U'+' || c == U'?' || c == U'{') {
            Item repeated = item;
            if (!quantifier(c, &last, &repeated)) return false;
            if (repeated == Item::Plain && c == U'{') {  // it was a brace
                flush();
                last = {1, 1};
            }
            item = repeated;
            empty = false;
            continue;
        }
        flush();
        Item next = item;
        const bool at_start = empty && depth_ == 1;
        if (!one(flags, &last, &next, at_start)) return false;
        if (at_start) flags = flags_;
        if (next != Item::Nothing) {
            item = next;
            empty = false;
        }
    }
    flush();
    return true;
}

bool RegexTranslator::one(unsigned flags, RegexWidth* width, Item* item, bool at_start) {
    const char32_t c = pattern_[at_];
    if (c == U'(') return group(flags, width, item, at_start);
    *width = {1, 1};
    *item = Item::Plain;
    if (c == U'\\') return escape(flags, width, item);
    if (c == U'[') return character_set(flags);
    ++at_;
    if (c == U'.') {
        out_ += (flags & kRegexDotAll) != 0 ? "." : "\\N";
    } else if (c == U'^' || c == U'$') {
        const bool lines = (flags & kRegexMultiline) != 0;
        out_ += c == U'^' ? (lines ? "(?m:^)" : "\\A") : (lines ? "(?m:$)" : "\\Z");
        *width = {};
        *item = Item::Assertion;
    } else {
        literal(c);
    }
    return true;
}

// The counts between braces; `is_literal`: it is no quantifier at all, and nothing is taken.
bool RegexTranslator::read_counts(std::uint64_t* least, std::uint64_t* most, bool* is_literal) {
    const std::size_t here = at_;
    constexpr std::u32string_view kDigits = U"0123456789";
    const std::u32string low = take_while(pattern_.size(), kDigits);
    const bool comma = take_if(U',');
    const std::u32string high = comma ? take_while(pattern_.size(), kDigits) : low;
    *is_literal = !take_if(U'}') || (low.empty() && !comma);
    if (*is_literal) {
        at_ = here;
        return true;
    }
    const auto read = [this](const std::u32string& digits, std::uint64_t otherwise,
                             std::uint64_t* out) {
        *out = digits.empty() ? otherwise : 0;
        for (const char32_t digit : digits)
            *out = std::min<std::uint64_t>(*out * 10 + (digit - U'0'), kPythonMaxRepeat);
        if (!digits.empty() && *out >= kPythonMaxRepeat) {
            fault_ = {"the repetition number is too large", std::nullopt, true};
            return false;
        }
        return true;
    };
    if (!read(low, 0, least) || !read(high, kRegexNoEnd, most)) return false;
    if (*most < *least) return fail("min repeat greater than max repeat", at_ - here);
    const std::uint64_t named = *most == kRegexNoEnd ? *least : *most;
    if (named <= kMaxRepeat) return true;
    return fail("more than 65535 repetitions are not offered here", at_ - here);
}

bool RegexTranslator::quantifier(char32_t c, RegexWidth* item_width, Item* item) {
    const std::size_t here = ++at_;
    std::uint64_t least = c == U'+' ? 1 : 0;
    std::uint64_t most = c == U'?' ? 1 : kRegexNoEnd;
    if (c == U'{') {
        bool is_literal = false;
        if (!read_counts(&least, &most, &is_literal)) return false;
        if (is_literal) {
            literal(U'{');
            *item = Item::Plain;
            return true;
        }
    }
    const std::size_t length = at_ - here + 1;
    if (*item == Item::Nothing || *item == Item::Assertion)
        return fail("nothing to repeat", length);
    if (*item == Item::Repeat) return fail("multiple repeat", length);
    if (c == U'{') {
        out_ += most == kRegexNoEnd ? fmt::format("{{{},}}", least)
                                    : fmt::format("{{{},{}}}", least, most);
    } else {
        out_ += static_cast<char>(c);
    }
    if (take_if(U'?')) {
        out_ += '?';
    } else if (take_if(U'+')) {
        out_ += '+';
    }
    if (item_width->most > 0)
        longest_run_ = std::max(longest_run_, static_cast<std::uint32_t>(least));
    *item_width = {times(item_width->least, least), times(item_width->most, most)};
    *item = Item::Repeat;
    return true;
}

std::variant<TranslatedRegex, RegexFault> translate_regex(std::string_view pattern, bool is_text,
                                                          unsigned flags) {
    std::u32string points;
    if (is_text) {
        for (std::size_t at = 0; at < pattern.size();) points.push_back(next_point(pattern, at));
    } else {
        for (const char c : pattern) points.push_back(static_cast<unsigned char>(c));
    }
    RegexTranslator translator(std::move(points), is_text, flags);
    if (!translator.run()) return translator.fault();
    return translator.take();
}

}  // namespace lang
