#include "session/landmarks.h"

#include <algorithm>

#include "base/text.h"

namespace session {

namespace {

using trace::EventKind;

bool is_condition(std::string_view line) {
    const std::string_view text = base::trim(line);
    return text.starts_with("if ") || text.starts_with("elif ") || text.starts_with("match ") ||
           text.starts_with("while ") || text.starts_with("assert ");
}

std::vector<bool> conditions_of(const LessonView& lesson) {
    std::vector<bool> conditions(lesson.code.size() + 1);
    for (std::size_t i = 0; i < lesson.code.size(); ++i)
        conditions[i + 1] = is_condition(lesson.code[i].text);
    return conditions;
}

bool decides(EventKind kind) {
    return kind == EventKind::CredentialsRead || kind == EventKind::TokenCheck ||
           kind == EventKind::PasswordCheck || kind == EventKind::RouteMissed;
}

// What the program does itself, and the two ends of a request.
bool belongs_to_program(EventKind kind) {
    return kind >= EventKind::Line || kind == EventKind::Request || kind == EventKind::Response;
}

void sort_out(std::vector<int>& steps) {
    std::sort(steps.begin(), steps.end());
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
}

template <class Wanted>
std::vector<int> visits_where(const LessonView& lesson, Wanted wanted) {
    std::vector<int> steps;
    for (const auto& of_request : lesson.flow.visits)
        for (const lesson::FlowVisit& visit : of_request)
            if (wanted(visit)) steps.push_back(visit.step);
    sort_out(steps);
    return steps;
}

}  // namespace

std::vector<int> steps_of_decisions(const LessonView& lesson) {
    std::vector<int> steps = visits_where(lesson, [&](const lesson::FlowVisit& visit) {
        return lesson.flow.nodes[static_cast<std::size_t>(visit.node)].kind ==
               lesson::NodeKind::Decision;
    });
    const std::vector<bool> conditions = conditions_of(lesson);
    for (const RequestView& request : lesson.requests)
        for (const auto& brief : lesson.run->timeline.briefs(request.first_step, request.last_step))
            if (decides(brief.kind) || (brief.kind == EventKind::Line && brief.line > 0 &&
                                        static_cast<std::size_t>(brief.line) < conditions.size() &&
                                        conditions[static_cast<std::size_t>(brief.line)]))
                steps.push_back(brief.step);
    sort_out(steps);
    return steps;
}

std::vector<int> steps_of_responses(const LessonView& lesson) {
    std::vector<int> steps;
    for (const RequestView& request : lesson.requests) steps.push_back(request.response_step);
    return steps;
}

std::vector<int> steps_of_line(const LessonView& lesson, int line) {
    std::vector<int> steps;
    for (const auto& brief : lesson.run->timeline.briefs(0, lesson.last_step))
        if (brief.kind == EventKind::Line && brief.line == line) steps.push_back(brief.step);
    return steps;
}

std::vector<int> steps_of_node(const LessonView& lesson, int node) {
    return visits_where(lesson,
                        [node](const lesson::FlowVisit& visit) { return visit.node == node; });
}

std::vector<int> steps_of_edge(const LessonView& lesson, int edge) {
    return visits_where(lesson,
                        [edge](const lesson::FlowVisit& visit) { return visit.edge == edge; });
}

std::vector<int> steps_of_variable(const LessonView& lesson, const VariableName& variable) {
    std::vector<int> steps;
    for (const trace::Assignment& assignment :
         lesson.run->timeline.assignments(variable.function, variable.name, 0, lesson.last_step))
        steps.push_back(assignment.step);
    sort_out(steps);
    return steps;
}

std::optional<int> nearest(const std::vector<int>& steps, int step, Direction direction,
                           Wrap wrap) {
    if (steps.empty()) return std::nullopt;
    if (direction == Direction::Next) {
        const auto after = std::upper_bound(steps.begin(), steps.end(), step);
        if (after != steps.end()) return *after;
        return wrap == Wrap::Yes ? std::optional(steps.front()) : std::nullopt;
    }
    const auto here = std::lower_bound(steps.begin(), steps.end(), step);
    if (here != steps.begin()) return *(here - 1);
    return wrap == Wrap::Yes ? std::optional(steps.back()) : std::nullopt;
}

std::vector<int> without_framework(const LessonView& lesson, const std::vector<int>& stops) {
    std::vector<int> kept;
    if (stops.empty()) return kept;
    const auto briefs = lesson.run->timeline.briefs(0, lesson.last_step);
    for (const int stop : stops)
        if (belongs_to_program(briefs[static_cast<std::size_t>(stop)].kind) ||
            stop == lesson.last_step)
            kept.push_back(stop);
    return kept;
}

}  // namespace session
