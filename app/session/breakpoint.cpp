#include "session/breakpoint.h"

#include <fmt/format.h>

#include <charconv>

#include "session/landmarks.h"

namespace session {

namespace {

int number_of(const std::string& text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

VariableName variable_of(const std::string& id) {
    const auto dot = id.rfind('.');
    if (dot == std::string::npos) return {"<module>", id};
    return {id.substr(0, dot), id.substr(dot + 1)};
}

}  // namespace

Breakpoint breakpoint_on_line(int line) { return {BreakpointKind::Line, fmt::format("{}", line)}; }

Breakpoint breakpoint_on_node(const std::string& id) { return {BreakpointKind::Node, id}; }

Breakpoint breakpoint_on_variable(const VariableName& variable) {
    return {BreakpointKind::Variable, variable.function + "." + variable.name};
}

std::string say(const Breakpoint& breakpoint) {
    switch (breakpoint.kind) {
        case BreakpointKind::Line: return "line " + breakpoint.id;
        case BreakpointKind::Node: return "the node " + breakpoint.id;
        case BreakpointKind::Variable: return "the variable " + variable_of(breakpoint.id).name;
    }
    return {};
}

std::vector<int> steps_of(const LessonView& lesson, const Breakpoint& breakpoint) {
    switch (breakpoint.kind) {
        case BreakpointKind::Line: return steps_of_line(lesson, number_of(breakpoint.id));
        case BreakpointKind::Node:
            for (std::size_t i = 0; i < lesson.flow.nodes.size(); ++i)
                if (lesson.flow.nodes[i].id == breakpoint.id)
                    return steps_of_node(lesson, static_cast<int>(i));
            return {};
        case BreakpointKind::Variable: return steps_of_variable(lesson, variable_of(breakpoint.id));
    }
    return {};
}

}  // namespace session
