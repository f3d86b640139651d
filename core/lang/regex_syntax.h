// lang/regex_syntax.h -- Python's regular expressions rewritten for PCRE2.
// The rewritten text needs no option but UTF, DOTALL, ALT_CIRCUMFLEX and, where `flags` has
// kRegexIgnoreCase, CASELESS: everything else Python means by its flags stands in the text.
// Source: the re module's documentation (3.14); messages and positions are CPython's.
// Errors: a message and the place in code points, as re.PatternError has them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lang {

inline constexpr unsigned kRegexIgnoreCase = 2, kRegexLocale = 4, kRegexMultiline = 8,
                          kRegexDotAll = 16, kRegexUnicode = 32, kRegexVerbose = 64,
                          kRegexDebug = 128, kRegexAscii = 256;

struct RegexGroup {
    std::string name;  // empty: only a number
    int parent = 0;    // the group around it; 0: none
};

struct TranslatedRegex {
    std::string text;
    unsigned flags = 0;              // with those that the pattern itself sets
    std::vector<RegexGroup> groups;  // by number; 0 is the whole match
    std::uint32_t longest_run = 0;   // the most that a single item reads before it may fail
};

struct RegexFault {
    std::string message;
    std::optional<std::size_t> position;
    bool is_overflow = false;  // an OverflowError, not a re.PatternError
};

// `pattern` is UTF-8 when is_text, bytes otherwise.
std::variant<TranslatedRegex, RegexFault> translate_regex(std::string_view pattern, bool is_text,
                                                          unsigned flags);

}  // namespace lang
