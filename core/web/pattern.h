// web/pattern.h -- regular expressions of pattern=, as Rust's regex reads them (pydantic's engine).
// In: literals, ".", classes, \d \w \s \b and their opposites, ^ $ \A \z, groups, "|", counts,
// (?i). Out: does it match anywhere in a text. Errors: what the syntax does not have (look-around,
// back-references), a repeated part that grows too large.
// The work is at most the pattern's size times the text's length, charged to the program.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lang/vm.h"

namespace web {

struct CharSet {
    enum class Named : std::uint8_t { Digit, Space, Word, NotDigit, NotSpace, NotWord };
    bool negated = false;
    bool ignore_case = false;  // ASCII letters
    std::vector<std::pair<char32_t, char32_t>> ranges;
    std::vector<Named> named;
    bool has(char32_t point) const;
};

struct PatternStep {
    enum class What : std::uint8_t { Set, Split, Jump, Begin, End, WordEdge, NotWordEdge, Match };
    What what;
    int first = 0;   // Set: index into sets; Split, Jump: a step
    int second = 0;  // Split: the other step
};

struct Pattern {
    std::string source;
    std::vector<PatternStep> steps;
    std::vector<CharSet> sets;
};

base::Result<Pattern> compile_pattern(std::string_view source);

// A bool; `text` is guest text.
lang::Completion matches_anywhere(lang::Vm& vm, const Pattern& pattern, std::string_view text);

}  // namespace web
