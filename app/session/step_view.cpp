#include "session/step_view.h"

#include <algorithm>

namespace session {

namespace {

std::vector<FrameView> make_stack(const lesson::Run& run, int step, int previous_stop) {
    const trace::Timeline& timeline = run.timeline;
    const trace::State now = timeline.state_at(step);
    const trace::State before =
        previous_stop >= 0 ? timeline.state_at(previous_stop) : trace::State{};
    const auto frame_before = [&before](trace::FrameId id) -> const trace::FrameState* {
        for (const trace::FrameState& frame : before.stack)
            if (frame.frame == id) return &frame;
        return nullptr;
    };
    std::vector<FrameView> stack;
    for (const trace::FrameState& frame : now.stack) {
        FrameView view{std::string(frame.function), frame.line, {}};
        const trace::FrameState* earlier = frame_before(frame.frame);
        for (std::size_t i = 0; i < frame.variables.size(); ++i) {
            const trace::Variable& variable = frame.variables[i];
            VariableView shown;
            shown.name = variable.name;
            shown.bound = variable.value.tag() != trace::ValueRef::Tag::Unbound;
            shown.parameter = variable.parameter;
            if (shown.bound)
                shown.value = timeline.show(variable.value, step, trace::Style::Repr, 160);
            const bool was_there = earlier && i < earlier->variables.size();
            const std::string old_value =
                was_there ? timeline.show(earlier->variables[i].value, previous_stop,
                                          trace::Style::Repr, 160)
                          : std::string();
            shown.changed = shown.bound && (!was_there || shown.value != old_value);
            view.variables.push_back(std::move(shown));
        }
        stack.push_back(std::move(view));
    }
    return stack;
}

void fill_table(StepView& view, const LessonView& lesson, int previous_stop) {
    for (const lesson::TableRow& row : lesson.table.rows) {
        std::vector<CellView>& cells = view.table.emplace_back();
        for (const lesson::TableCell& cell : row.cells) {
            CellView shown;
            shown.jump_to = cell.jump_to;
            shown.known = cell.known_at <= view.step;
            shown.changed = shown.known && cell.known_at > previous_stop;
            if (shown.known) shown.text = cell.text;
            cells.push_back(std::move(shown));
        }
    }
}

// The cell as it stands at `step`; `begin` is where its column starts (-1: at once).
CellView tracker_cell(const lesson::TrackerCell& cell, int begin, int step, int previous_stop) {
    CellView shown;
    shown.jump_to = cell.changes.empty() ? begin : cell.changes.front().step;
    if (step < begin || cell.changes.empty()) return shown;
    shown.known = true;
    const lesson::TrackerChange* latest = &cell.changes.front();
    for (const lesson::TrackerChange& change : cell.changes)
        if (change.step <= step) latest = &change;
    shown.text = latest->text;
    shown.jump_to = latest->step;
    // What a cell says when its request begins is no change.
    shown.changed = latest != &cell.changes.front() && latest->step > previous_stop;
    return shown;
}

void fill_tracker(StepView& view, const LessonView& lesson, int previous_stop) {
    for (const lesson::TrackerRow& row : lesson.tracker.rows) {
        std::vector<CellView>& cells = view.tracker.emplace_back();
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const bool start = i == 0 || i > lesson.requests.size();
            const int begin = start ? -1 : lesson.requests[i - 1].first_step;
            cells.push_back(tracker_cell(row.cells[i], begin, view.step, previous_stop));
        }
    }
}

void fill_flow(StepView& view, const LessonView& lesson) {
    view.nodes.assign(lesson.flow.nodes.size(), Lit::No);
    view.edges.assign(lesson.flow.edges.size(), Lit::No);
    const auto request = static_cast<std::size_t>(view.request);
    if (view.request < 0 || request >= lesson.flow.visits.size()) return;
    const lesson::FlowVisit* current = nullptr;
    for (const lesson::FlowVisit& visit : lesson.flow.visits[request]) {
        if (visit.step > view.step) break;
        view.nodes[static_cast<std::size_t>(visit.node)] = Lit::Passed;
        if (visit.edge >= 0) view.edges[static_cast<std::size_t>(visit.edge)] = Lit::Passed;
        current = &visit;
    }
    if (!current) return;
    view.nodes[static_cast<std::size_t>(current->node)] = Lit::Current;
    if (current->edge >= 0) view.edges[static_cast<std::size_t>(current->edge)] = Lit::Current;
}

void fill_lines(StepView& view, const LessonView& lesson) {
    const std::vector<int>& first =
        view.request < 0 ? lesson.loading_line_first_step
                         : lesson.requests[static_cast<std::size_t>(view.request)].line_first_step;
    for (const int step : first) view.ran.push_back(step >= 0 && step <= view.step);
}

// Whether the event belongs to a line of the sample; the others are the framework's.
bool is_of_program(trace::EventKind kind) { return kind >= trace::EventKind::Line; }

}  // namespace

StepView make_step_view(const LessonView& lesson, int step, int previous_stop) {
    StepView view;
    view.step = step;
    if (!lesson.run || lesson.run->timeline.size() == 0) return view;
    const trace::Event event = lesson.run->timeline.event_at(step);
    view.request = lesson.request_at(step);
    view.kind = event.kind;
    view.word = lesson::event_word(event.kind);
    view.narration = lesson::narrate(*lesson.run, step);
    view.stack = make_stack(*lesson.run, step, previous_stop);
    // Between two calls the module is all that is left on the stack, but none of its lines runs.
    if (view.request >= 0 && view.stack.size() <= 1) view.stack.clear();
    view.line = view.stack.empty() && !is_of_program(event.kind) ? 0 : event.line;
    fill_table(view, lesson, previous_stop);
    fill_tracker(view, lesson, previous_stop);
    fill_flow(view, lesson);
    fill_lines(view, lesson);
    view.response_built =
        view.request >= 0 &&
        step >= lesson.requests[static_cast<std::size_t>(view.request)].response_step;
    return view;
}

}  // namespace session
