// lang/regex.h -- a compiled regular expression, over PCRE2.
// The work of a match is counted through callouts, one before every item of the pattern, so that
// backtracking without end uses up the program's steps like any other loop.
// In: what regex_syntax.h wrote, and UTF-8 (or bytes) to look at. Out: byte offsets.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/regex_syntax.h"

namespace lang {

struct RegexSpan {  // bytes, half-open; -1: the group took no part
    std::int64_t begin = -1, end = -1;
};

struct RegexQuery {
    std::string_view subject;  // up to where the search may look
    std::size_t from = 0;
    enum class Anchor : std::uint8_t { None, Start, Whole } anchor = Anchor::None;
    bool not_empty = false;  // no empty match at `from`
    std::uint64_t max_steps = 0;
    std::size_t max_memory = 0;
};

enum class RegexOutcome : std::uint8_t { Match, NoMatch, OutOfSteps, OutOfMemory };

class Regex {
  public:
    // Null: `error` says why PCRE2 does not take the pattern.
    static std::unique_ptr<Regex> compile(const TranslatedRegex& pattern, bool is_text,
                                          std::string* error);
    ~Regex();
    Regex(const Regex&) = delete;
    Regex& operator=(const Regex&) = delete;
    // `spans` has one entry for every group. `steps`: the work that was done.
    RegexOutcome match(const RegexQuery& query, std::span<RegexSpan> spans,
                       std::uint64_t* steps) const;
    std::size_t bytes() const;  // what it takes in memory

  private:
    struct Compiled;
    explicit Regex(std::unique_ptr<Compiled> compiled);
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace lang
