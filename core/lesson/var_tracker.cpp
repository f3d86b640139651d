#include <algorithm>

#include "lesson/derive.h"

namespace lesson {
namespace {

TrackerCell make_cell(const Run& run, const TrackedVariable& variable, const trace::Span& span) {
    TrackerCell cell{run.timeline, variable.unbound, {{span.first_step, {}}}};
    if (span.last_step < span.first_step) return cell;
    for (const trace::Assignment& change : run.timeline.assignments(
             variable.function, variable.name, span.first_step, span.last_step))
        cell.changes.push_back({change.step, change.value});
    return cell;
}

}  // namespace

const TrackerChange& TrackerCell::at(int step) const {
    const auto after = std::upper_bound(
        changes.begin(), changes.end(), step,
        [](int wanted, const TrackerChange& change) { return wanted < change.step; });
    return after == changes.begin() ? changes.front() : *std::prev(after);
}

std::string TrackerCell::text_of(const TrackerChange& change) const {
    if (&change == changes.data()) return unbound;
    return timeline.show(change.value, change.step, trace::Style::Plain);
}

VarTracker make_tracker(const Run& run) {
    VarTracker tracker;
    for (const TrackedVariable& variable : run.scenario.variables) {
        TrackerRow row{variable.name, variable.function, {}};
        row.cells.push_back(make_cell(run, variable, run.loading));
        for (const RequestRun& request : run.requests)
            row.cells.push_back(make_cell(run, variable, request.span));
        tracker.rows.push_back(std::move(row));
    }
    return tracker;
}

}  // namespace lesson
