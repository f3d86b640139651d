// session/step_view.h -- what is true at one step, as plain data for panels. Remade when the step
// changes; nothing in it is known before the run got there. Making it costs the same in a run of a
// million steps; what only a few of many ask for (cells, values of a line) is made when it is
// asked. In: a LessonView, a step and the stop before it (what became known since is marked).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "session/lesson_view.h"

namespace session {

struct CellView {
    std::string text;  // empty while unknown
    bool known = false;
    bool changed = false;  // became known, or took another text, with this step
    int jump_to = -1;      // the step that shows why
};

struct VariableView {
    std::string name, value;
    bool bound = true;
    bool parameter = false;
    bool changed = false;
};
struct FrameView {
    std::string function;
    int line = 0;
    std::vector<VariableView> variables;  // LIMIT: 200
    int left_out = 0;                     // calls between this one and the next that are not listed
};

enum class Lit : std::uint8_t { No, Passed, Current };

struct StepView {
    int step = 0;
    int previous_stop = -1;
    int request = -1;  // 0-based; -1 while the program loads
    trace::EventKind kind = trace::EventKind::Line;
    std::string word;               // "Call", "Raise"
    std::string narration;          // one sentence
    int line = 0;                   // of the sample; 0: none belongs to the event
    std::vector<FrameView> stack;   // [0] is the module, back() is running; LIMIT: 40
    std::vector<std::string> news;  // columns and variables that this step made known or changed

    std::vector<Lit> nodes;      // flow nodes of this request's path
    std::vector<int> node_hits;  // how often each was lit in this request so far
    std::vector<Lit> edges;
    int arrived_by = -1;  // the edge on which this step came to the current node
    bool response_built = false;
};

StepView make_step_view(const LessonView& lesson, int step, int previous_stop);

// A variable of a call on the stack, at a length that says all; as Python prints it.
std::string full_value(const LessonView& lesson, const StepView& now, std::size_t frame,
                       std::string_view name);

CellView table_cell(const LessonView& lesson, const StepView& now, std::size_t row,
                    std::size_t column);
// Column 0 is the start, then one per request.
CellView tracker_cell(const LessonView& lesson, const StepView& now, std::size_t row,
                      std::size_t column);

// -- the program's lines (code_view.cpp)
// How often the line has run in this request so far.
int times_run(const LessonView& lesson, const StepView& now, int line);
// The line of this step, else the last one that ran in this request; 0: none has.
int line_to_show(const LessonView& lesson, const StepView& now);
// What the line assigned when it last ran, in the call that is running or ran last.
struct LineValue {
    std::string name, value;
    int step = 0;
    bool changed = false;  // with this step
};
std::vector<LineValue> values_on_line(const LessonView& lesson, const StepView& now, int line);

}  // namespace session
