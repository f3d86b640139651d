// session/line_runs.h -- which lines of the sample ran in one request, when, and what they
// assigned. In: one pass over the request's events. Out: answers "up to this step" by binary
// search, so that they cost the same in a run of a million steps. Lines are 1-based.
#pragma once

#include <span>
#include <vector>

#include "trace/timeline.h"

namespace session {

// Ascending steps by key, for few keys and many steps.
class StepGroups {
  public:
    StepGroups() = default;
    // In the order of the steps.
    explicit StepGroups(const std::vector<std::pair<int, int>>& key_and_step);
    std::span<const int> of(int key) const;
    // How many of them are at or before `step`.
    int count(int key, int step) const;
    int largest() const;  // of all groups
    // The last at or before `step`; -1: none.
    int last(int key, int step) const;
    // The key whose last is the latest; -1: none is at or before `step`.
    int latest(int step) const;

  private:
    std::vector<int> keys_, begins_, steps_;  // begins_ has one more than keys_
};

struct LineRuns {
    StepGroups ran;      // by line: the steps at which it is about to run
    StepGroups assigns;  // by line: assignments, and calls that give their arguments a value
    StepGroups calls;    // by function (trace::CodeId)
};
LineRuns make_line_runs(const trace::Timeline& timeline, const trace::Span& span);

}  // namespace session
