#include "session/step_view.h"

#include <algorithm>

namespace session {

namespace {

constexpr std::size_t kStepValueLimit = 160;  // characters
constexpr std::size_t kMostVariables = 200;   // of one call
constexpr std::size_t kMostFrames = 40;       // the innermost, and the module

// One call's variables now, beside what they were at the stop before.
std::vector<VariableView> make_variables(const trace::Timeline& timeline, int step,
                                         const trace::FrameState& frame, int previous_stop,
                                         const trace::FrameState* earlier) {
    std::vector<VariableView> variables;
    for (std::size_t i = 0; i < frame.variables.size() && i < kMostVariables; ++i) {
        const trace::Variable& variable = frame.variables[i];
        VariableView shown;
        shown.name = variable.name;
        shown.bound = variable.value.tag() != trace::ValueRef::Tag::Unbound;
        shown.parameter = variable.parameter;
        if (shown.bound)
            shown.value = timeline.show(variable.value, step, trace::Style::Repr, kStepValueLimit);
        const bool was_there = earlier && i < earlier->variables.size();
        const bool same = was_there && earlier->variables[i].value == variable.value;
        if (shown.bound && !(same && variable.value.tag() != trace::ValueRef::Tag::Object))
            shown.changed =
                !was_there || timeline.show(earlier->variables[i].value, previous_stop,
                                            trace::Style::Repr, kStepValueLimit) != shown.value;
        variables.push_back(std::move(shown));
    }
    return variables;
}

std::vector<FrameView> make_stack(const lesson::Run& run, int step, int previous_stop) {
    const trace::Timeline& timeline = run.timeline;
    const trace::State now = timeline.state_at(step);
    const trace::State before =
        previous_stop >= 0 ? timeline.state_at(previous_stop) : trace::State{};
    const std::size_t count = now.stack.size();
    const std::size_t first = count > kMostFrames ? count - kMostFrames + 1 : 1;
    std::vector<FrameView> stack;
    for (std::size_t i = 0; i < count; i = i == 0 ? first : i + 1) {
        const trace::FrameState& frame = now.stack[i];
        FrameView view{std::string(frame.function), frame.line, {}, 0};
        if (i == 0) view.left_out = static_cast<int>(first) - 1;
        // A call stands where it stood: nothing below it has come or gone.
        const bool was_there = i < before.stack.size() && before.stack[i].frame == frame.frame;
        // The module's own names are mostly imports; they count when nothing else is running.
        if (i > 0 || count == 1)
            view.variables = make_variables(timeline, step, frame, previous_stop,
                                            was_there ? &before.stack[i] : nullptr);
        stack.push_back(std::move(view));
    }
    return stack;
}

void fill_news(StepView& view, const LessonView& lesson) {
    for (std::size_t row = 0; row < lesson.table.rows.size(); ++row) {
        if (lesson.table.rows[row].request != view.request) continue;
        for (std::size_t c = 0; c < lesson.table.titles.size(); ++c)
            if (table_cell(lesson, view, row, c).changed)
                view.news.push_back(lesson.table.titles[c]);
    }
    const auto column = static_cast<std::size_t>(view.request + 1);
    for (std::size_t row = 0; row < lesson.tracker.rows.size(); ++row)
        if (tracker_cell(lesson, view, row, column).changed)
            view.news.push_back(lesson.tracker.rows[row].variable);
}

void fill_flow(StepView& view, const LessonView& lesson) {
    view.nodes.assign(lesson.flow.nodes.size(), Lit::No);
    view.node_hits.assign(lesson.flow.nodes.size(), 0);
    view.edges.assign(lesson.flow.edges.size(), Lit::No);
    const auto request = static_cast<std::size_t>(view.request);
    if (view.request < 0 || request >= lesson.flow.visits.size()) return;
    const auto& visits = lesson.flow.visits[request];
    const auto after = std::upper_bound(
        visits.begin(), visits.end(), view.step,
        [](int step, const lesson::FlowVisit& visit) { return step < visit.step; });
    if (after == visits.begin()) return;
    const RequestView& of = lesson.requests[request];
    for (std::size_t i = 0; i < view.nodes.size(); ++i) {
        view.node_hits[i] = of.node_steps.count(static_cast<int>(i), view.step);
        if (view.node_hits[i] > 0) view.nodes[i] = Lit::Passed;
    }
    for (std::size_t i = 0; i < view.edges.size(); ++i)
        if (of.edge_steps.count(static_cast<int>(i), view.step) > 0) view.edges[i] = Lit::Passed;
    const lesson::FlowVisit& current = *std::prev(after);
    view.nodes[static_cast<std::size_t>(current.node)] = Lit::Current;
    if (current.edge < 0) return;
    view.edges[static_cast<std::size_t>(current.edge)] = Lit::Current;
    if (current.step > view.previous_stop) view.arrived_by = current.edge;
}

// Whether the event belongs to a line of the sample; the others are the framework's.
bool is_of_program(trace::EventKind kind) { return kind >= trace::EventKind::Line; }

}  // namespace

StepView make_step_view(const LessonView& lesson, int step, int previous_stop) {
    StepView view;
    view.step = step;
    view.previous_stop = previous_stop;
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
    fill_news(view, lesson);
    fill_flow(view, lesson);
    view.response_built =
        view.request >= 0 &&
        step >= lesson.requests[static_cast<std::size_t>(view.request)].response_step;
    return view;
}

std::string full_value(const LessonView& lesson, const StepView& now, std::size_t frame,
                       std::string_view name) {
    constexpr std::size_t kAll = 4000;
    const trace::Timeline& timeline = lesson.run->timeline;
    const trace::State state = timeline.state_at(now.step);
    if (frame >= now.stack.size() || now.stack.size() > state.stack.size()) return {};
    // Calls in the middle may be left out: counted from the top but for the module.
    const std::size_t at = frame == 0 ? 0 : state.stack.size() - (now.stack.size() - frame);
    for (const trace::Variable& variable : state.stack[at].variables)
        if (variable.name == name)
            return timeline.show(variable.value, now.step, trace::Style::Repr, kAll);
    return {};
}

CellView table_cell(const LessonView& lesson, const StepView& now, std::size_t row,
                    std::size_t column) {
    const lesson::TableCell& cell = lesson.table.rows[row].cells[column];
    CellView shown;
    shown.jump_to = cell.jump_to;
    shown.known = cell.known_at <= now.step;
    shown.changed = shown.known && cell.known_at > now.previous_stop;
    if (shown.known) shown.text = cell.text;
    return shown;
}

CellView tracker_cell(const LessonView& lesson, const StepView& now, std::size_t row,
                      std::size_t column) {
    const std::vector<lesson::TrackerCell>& cells = lesson.tracker.rows[row].cells;
    CellView shown;
    if (column >= cells.size()) return shown;
    const lesson::TrackerCell& cell = cells[column];
    const int begin = column == 0 || column > lesson.requests.size()
                          ? -1
                          : lesson.requests[column - 1].first_step;
    shown.jump_to = begin;
    if (now.step < begin || cell.changes.empty()) return shown;
    const lesson::TrackerChange& latest = cell.at(now.step);
    shown.known = true;
    shown.text = cell.text_of(latest);
    shown.jump_to = latest.step;
    // What a cell says when its request begins is no change.
    shown.changed = &latest != cell.changes.data() && latest.step > now.previous_stop;
    return shown;
}

}  // namespace session
