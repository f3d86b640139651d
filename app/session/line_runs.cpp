#include "session/line_runs.h"

#include <algorithm>

namespace session {

StepGroups::StepGroups(const std::vector<std::pair<int, int>>& key_and_step) {
    int highest = -1;
    for (const auto& [key, step] : key_and_step) highest = std::max(highest, key);
    std::vector<int> count(static_cast<std::size_t>(highest + 1), 0);
    for (const auto& [key, step] : key_and_step) ++count[static_cast<std::size_t>(key)];
    std::vector<int> next(count.size(), 0);
    int begin = 0;
    for (std::size_t key = 0; key < count.size(); ++key) {
        if (count[key] == 0) continue;
        keys_.push_back(static_cast<int>(key));
        begins_.push_back(begin);
        next[key] = begin;
        begin += count[key];
    }
    begins_.push_back(begin);
    steps_.resize(key_and_step.size());
    for (const auto& [key, step] : key_and_step)
        steps_[static_cast<std::size_t>(next[static_cast<std::size_t>(key)]++)] = step;
}

std::span<const int> StepGroups::of(int key) const {
    const auto found = std::lower_bound(keys_.begin(), keys_.end(), key);
    if (found == keys_.end() || *found != key) return {};
    const auto index = static_cast<std::size_t>(found - keys_.begin());
    return std::span<const int>(steps_).subspan(
        static_cast<std::size_t>(begins_[index]),
        static_cast<std::size_t>(begins_[index + 1] - begins_[index]));
}

int StepGroups::count(int key, int step) const {
    const std::span<const int> steps = of(key);
    return static_cast<int>(std::upper_bound(steps.begin(), steps.end(), step) - steps.begin());
}

int StepGroups::largest() const {
    int most = 0;
    for (std::size_t i = 1; i < begins_.size(); ++i)
        most = std::max(most, begins_[i] - begins_[i - 1]);
    return most;
}

int StepGroups::last(int key, int step) const {
    const int before = count(key, step);
    return before == 0 ? -1 : of(key)[static_cast<std::size_t>(before - 1)];
}

int StepGroups::latest(int step) const {
    int key = -1, latest = -1;
    for (const int one : keys_)
        if (const int at = last(one, step); at > latest) {
            latest = at;
            key = one;
        }
    return key;
}

LineRuns make_line_runs(const trace::Timeline& timeline, const trace::Span& span) {
    std::vector<std::pair<int, int>> ran, assigns, calls;
    for (const auto& brief : timeline.briefs(span.first_step, span.last_step)) {
        if (brief.line < 1) continue;
        if (brief.kind == trace::EventKind::Line) ran.emplace_back(brief.line, brief.step);
        if (brief.kind == trace::EventKind::Call)
            calls.emplace_back(static_cast<int>(brief.code), brief.step);
        if (brief.kind == trace::EventKind::Call || brief.kind == trace::EventKind::Assign)
            assigns.emplace_back(brief.line, brief.step);
    }
    return {StepGroups(ran), StepGroups(assigns), StepGroups(calls)};
}

}  // namespace session
