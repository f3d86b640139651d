// session/landmarks.h -- where in a run something happens: the steps that jumps go to. Each list is
// ascending. In: a lesson. Errors: none; what never happens is an empty list.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "session/breakpoint.h"
#include "session/lesson_view.h"

namespace session {

enum class Direction : std::uint8_t { Next, Previous };

// Where it is decided how the request goes on: a condition of the program, credentials read, a
// check of a token or password, a route missed, a decision of the flow diagram.
std::vector<int> steps_of_decisions(const LessonView& lesson);
std::vector<int> steps_of_responses(const LessonView& lesson);
std::vector<int> steps_of_line(const LessonView& lesson, int line);
std::vector<int> steps_of_node(const LessonView& lesson, int node);
std::vector<int> steps_of_edge(const LessonView& lesson, int edge);
std::vector<int> steps_of_variable(const LessonView& lesson, const VariableName& variable);

// The nearest of `steps` after or before `step`. Wrap::Yes: past the last comes the first.
enum class Wrap : bool { No, Yes };
std::optional<int> nearest(const std::vector<int>& steps, int step, Direction direction, Wrap wrap);

// Without the stops at which only the framework acts; where a request begins and is answered stays.
std::vector<int> without_framework(const LessonView& lesson, const std::vector<int>& stops);

}  // namespace session
