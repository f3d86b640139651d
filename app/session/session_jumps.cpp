// The jumps: each goes to the nearest of the steps at which something happens.
#include <algorithm>

#include "session/session.h"

namespace session {

void Session::on(const SeekLine& a) {
    if (!has_lesson()) return;
    on(GoToLine{a.line});
    state_.sought_line = a.line;
    ++state_.seeks;
    on(ShowPanel{PanelId::Code});
    if (state_.focus != PanelId::Code) state_.alone = false;  // another panel would hide it
}

void Session::on(const GoToLine& a) {
    if (has_lesson()) go_to_one_of(steps_of_line(*state_.lesson, a.line), a.direction, Wrap::Yes);
}

void Session::on(const GoToNode& a) {
    if (has_lesson()) go_to_one_of(steps_of_node(*state_.lesson, a.node), a.direction, Wrap::Yes);
}

void Session::on(const GoToEdge& a) {
    if (has_lesson()) go_to_one_of(steps_of_edge(*state_.lesson, a.edge), a.direction, Wrap::Yes);
}

void Session::on(const GoToChange& a) {
    if (!has_lesson()) return;
    state_.watched = a.variable;
    go_to_one_of(steps_of_variable(*state_.lesson, a.variable), a.direction, Wrap::Yes);
}

void Session::on(const GoToWatchedChange& a) {
    if (!has_lesson()) return;
    if (state_.watched) return on(GoToChange{VariableName(*state_.watched), a.direction});
    // Nobody chose one: whichever of the lesson's variables changes next.
    std::vector<int> steps;
    for (const lesson::TrackerRow& row : state_.lesson->tracker.rows) {
        const auto changes = steps_of_variable(*state_.lesson, {row.function, row.variable});
        steps.insert(steps.end(), changes.begin(), changes.end());
    }
    std::sort(steps.begin(), steps.end());
    go_to_one_of(steps, a.direction, Wrap::Yes);
}

void Session::on(const GoToLandmark& a) {
    if (!has_lesson()) return;
    if (landmarks_of_ != state_.lesson) {
        landmarks_of_ = state_.lesson;
        decisions_ = steps_of_decisions(*state_.lesson);
        responses_ = steps_of_responses(*state_.lesson);
    }
    switch (a.landmark) {
        case Landmark::Decision: return go_to_one_of(decisions_, a.direction, Wrap::No);
        case Landmark::Response: return go_to_one_of(responses_, a.direction, Wrap::No);
        case Landmark::Breakpoint:
            return go_to_one_of(state_.breakpoint_steps, a.direction, Wrap::No);
    }
}

void Session::on(const GoToFurthest&) { go_to(state_.furthest); }

void Session::on(const ToggleBreakpoint& a) {
    std::vector<Breakpoint>& all = state_.breakpoints;
    const auto place = std::lower_bound(all.begin(), all.end(), a.breakpoint);
    if (place != all.end() && *place == a.breakpoint) {
        all.erase(place);
    } else {
        all.insert(place, a.breakpoint);
    }
    refresh_breakpoints();
}

void Session::on(const ToggleBreakpointHere&) {
    if (has_lesson() && state_.now.line > 0)
        on(ToggleBreakpoint{breakpoint_on_line(state_.now.line)});
}

void Session::on(const ClearBreakpoints&) {
    state_.breakpoints.clear();
    refresh_breakpoints();
}

}  // namespace session
