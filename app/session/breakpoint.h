// session/breakpoint.h -- where the walk stops by itself: at a line of the program, at a node of
// the flow diagram, or where a variable takes on a value. Named as the lesson's author names them,
// so that they outlive a reload. Errors: none; one whose line, node or variable is gone stops
// nothing.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "session/lesson_view.h"

namespace session {

enum class BreakpointKind : std::uint8_t { Line, Node, Variable };

// A variable of a function; the module's function is "<module>".
struct VariableName {
    std::string function, name;
    friend auto operator<=>(const VariableName&, const VariableName&) = default;
};

struct Breakpoint {
    BreakpointKind kind = BreakpointKind::Line;
    std::string id;  // "8"; the node's id; "get_current_user.token"
    friend auto operator<=>(const Breakpoint&,
                            const Breakpoint&) = default;  // NOLINT(modernize-use-nullptr): its own
};

Breakpoint breakpoint_on_line(int line);
Breakpoint breakpoint_on_node(const std::string& id);
Breakpoint breakpoint_on_variable(const VariableName& variable);

// "line 8", "the node checked", "the variable token": for sentences.
std::string say(const Breakpoint& breakpoint);

// The steps at which it stops, ascending.
std::vector<int> steps_of(const LessonView& lesson, const Breakpoint& breakpoint);

}  // namespace session
