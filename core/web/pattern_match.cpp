// All ways through a pattern at once, one character after the other (Thompson's construction).
#include "lang/unicode.h"
#include "web/pattern.h"

namespace web {

using lang::Completion;
using lang::Value;
using What = PatternStep::What;

namespace {

bool is_word_at(std::string_view text, std::size_t at) {
    const char32_t point = lang::next_point(text, at);
    return point == '_' || lang::is_char(point, lang::CharClass::Alpha) ||
           lang::is_char(point, lang::CharClass::Decimal);
}

class Matcher {
  public:
    Matcher(const Pattern& pattern, std::string_view text)
        : pattern_(pattern), text_(text), seen_(pattern.steps.size(), 0) {}

    Completion run(lang::Vm& vm) {
        std::vector<int> now;
        std::vector<int> next;
        for (std::size_t at = 0;;) {
            ++round_;
            for (const int step : now) follow(step, at, next);
            follow(0, at, next);
            if (matched_) return Value::true_();
            if (!vm.charge(1 + next.size() / 8)) return vm.out_of_steps();
            if (at == text_.size()) return Value::false_();
            const char32_t point = lang::next_point(text_, at);
            now.clear();
            for (const int step : next) {
                const PatternStep& set = pattern_.steps[static_cast<std::size_t>(step)];
                if (pattern_.sets[static_cast<std::size_t>(set.first)].has(point))
                    now.push_back(step + 1);
            }
            next.clear();
        }
    }

  private:
    bool holds(What what, std::size_t at) const {
        if (what == What::Begin) return at == 0;
        if (what == What::End) return at == text_.size();
        std::size_t before = at;
        bool left = false;
        if (at > 0) {
            lang::point_before(text_, before);
            left = is_word_at(text_, before);
        }
        const bool right = at < text_.size() && is_word_at(text_, at);
        return (left != right) == (what == What::WordEdge);
    }

    // Collects the Set steps that can be reached without reading a character.
    void follow(int first, std::size_t at, std::vector<int>& out) {
        open_.push_back(first);
        while (!open_.empty()) {
            const int index = open_.back();
            open_.pop_back();
            std::uint64_t& mark = seen_[static_cast<std::size_t>(index)];
            if (mark == round_) continue;
            mark = round_;
            const PatternStep& step = pattern_.steps[static_cast<std::size_t>(index)];
            switch (step.what) {
                case What::Set: out.push_back(index); break;
                case What::Jump: open_.push_back(step.first); break;
                case What::Split:
                    open_.push_back(step.second);
                    open_.push_back(step.first);
                    break;
                case What::Begin:
                case What::End:
                case What::WordEdge:
                case What::NotWordEdge:
                    if (holds(step.what, at)) open_.push_back(index + 1);
                    break;
                case What::Match: matched_ = true; break;
            }
        }
    }

    const Pattern& pattern_;
    std::string_view text_;
    std::vector<std::uint64_t> seen_;  // the round in which a step was followed last
    std::vector<int> open_;
    std::uint64_t round_ = 0;
    bool matched_ = false;
};

}  // namespace

Completion matches_anywhere(lang::Vm& vm, const Pattern& pattern, std::string_view text) {
    return Matcher(pattern, text).run(vm);
}

}  // namespace web
