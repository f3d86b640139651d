#include "lang/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <array>

#include "base/assert.h"

namespace lang {
namespace {

template <class T, void (*release)(T*)>
struct Release {
    void operator()(T* thing) const { release(thing); }
};
using CompileContext = std::unique_ptr<pcre2_compile_context,
                                       Release<pcre2_compile_context, pcre2_compile_context_free>>;
using MatchContext =
    std::unique_ptr<pcre2_match_context, Release<pcre2_match_context, pcre2_match_context_free>>;
using MatchData =
    std::unique_ptr<pcre2_match_data, Release<pcre2_match_data, pcre2_match_data_free>>;

// What a callout counts with. Reading forward is work too, if less.
struct Meter {
    std::uint64_t steps = 0, most = 0, per_item = 1;
    std::size_t last = 0;
};
constexpr std::size_t kCharactersPerStep = 8;
constexpr std::uint64_t kStepsPerItem = 4;  // what an item takes, in the time of plain instructions

int count_item(pcre2_callout_block* block, void* data) {
    auto& meter = *static_cast<Meter*>(data);
    meter.steps += meter.per_item;
    if (block->current_position > meter.last)
        meter.steps += (block->current_position - meter.last) / kCharactersPerStep;
    meter.last = block->current_position;
    return meter.steps > meter.most ? PCRE2_ERROR_CALLOUT : 0;
}

}  // namespace

struct Regex::Compiled {
    struct FreeCode {
        void operator()(pcre2_code* held) const { pcre2_code_free(held); }
    };
    std::unique_ptr<pcre2_code, FreeCode> code;
    std::uint64_t per_item = 1;
};

Regex::Regex(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Regex::~Regex() = default;

std::unique_ptr<Regex> Regex::compile(const TranslatedRegex& pattern, bool is_text,
                                      std::string* error) {
    const CompileContext context(pcre2_compile_context_create(nullptr));
    pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
    if (is_text)
        pcre2_set_compile_extra_options(context.get(), PCRE2_EXTRA_ALLOW_SURROGATE_ESCAPES);
    std::uint32_t options = PCRE2_DOTALL | PCRE2_ALT_CIRCUMFLEX | PCRE2_AUTO_CALLOUT;
    if (is_text) options |= PCRE2_UTF | PCRE2_NO_UTF_CHECK;
    if ((pattern.flags & kRegexIgnoreCase) != 0) options |= PCRE2_CASELESS;
    int code = 0;
    PCRE2_SIZE at = 0;
    auto compiled = std::make_unique<Compiled>();
    compiled->code.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.text.data()),
                                       pattern.text.size(), options, &code, &at, context.get()));
    if (!compiled->code) {
        std::array<PCRE2_UCHAR, 256> words{};
        const int length = pcre2_get_error_message(code, words.data(), words.size());
        error->assign(reinterpret_cast<const char*>(words.data()),
                      static_cast<std::size_t>(std::max(length, 0)));
        return nullptr;
    }
    compiled->per_item = kStepsPerItem + pattern.longest_run / kCharactersPerStep;
    return std::unique_ptr<Regex>(new Regex(std::move(compiled)));
}

std::size_t Regex::bytes() const {
    std::size_t size = 0;
    pcre2_pattern_info(compiled_->code.get(), PCRE2_INFO_SIZE, &size);
    return size;
}

RegexOutcome Regex::match(const RegexQuery& query, std::span<RegexSpan> spans,
                          std::uint64_t* steps) const {
    Meter meter{0, query.max_steps, compiled_->per_item, query.from};
    const MatchContext context(pcre2_match_context_create(nullptr));
    pcre2_set_callout(context.get(), count_item, &meter);
    pcre2_set_match_limit(context.get(), 0xFFFFFFFFU);
    pcre2_set_depth_limit(context.get(), 0xFFFFFFFFU);
    pcre2_set_heap_limit(context.get(), static_cast<std::uint32_t>(std::min<std::size_t>(
                                            query.max_memory >> 10, 0xFFFFFFFFU)));
    std::uint32_t options = PCRE2_NO_UTF_CHECK;
    if (query.anchor != RegexQuery::Anchor::None) options |= PCRE2_ANCHORED;
    if (query.anchor == RegexQuery::Anchor::Whole) options |= PCRE2_ENDANCHORED;
    if (query.not_empty) options |= PCRE2_NOTEMPTY_ATSTART;
    const MatchData data(
        pcre2_match_data_create(static_cast<std::uint32_t>(spans.size()), nullptr));
    const int found =
        pcre2_match(compiled_->code.get(), reinterpret_cast<PCRE2_SPTR>(query.subject.data()),
                    query.subject.size(), query.from, options, data.get(), context.get());
    *steps = meter.steps;
    if (found == PCRE2_ERROR_NOMATCH) return RegexOutcome::NoMatch;
    if (found == PCRE2_ERROR_CALLOUT) return RegexOutcome::OutOfSteps;
    if (found < 0) return RegexOutcome::OutOfMemory;  // the heap limit is the only one left
    const PCRE2_SIZE* offsets = pcre2_get_ovector_pointer(data.get());
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const bool took_part = static_cast<int>(i) < found && offsets[2 * i] != PCRE2_UNSET;
        spans[i] = took_part ? RegexSpan{static_cast<std::int64_t>(offsets[2 * i]),
                                         static_cast<std::int64_t>(offsets[2 * i + 1])}
                             : RegexSpan{};
    }
    return RegexOutcome::Match;
}

}  // namespace lang
