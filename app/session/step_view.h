// session/step_view.h -- what is true at one step, as plain data for panels. Remade when the step
// changes; nothing in it is known before the run got there.
// In: a LessonView, a step and the stop before it (what became known since is marked).
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
    std::vector<VariableView> variables;
};

enum class Lit : std::uint8_t { No, Passed, Current };

struct StepView {
    int step = 0;
    int request = -1;  // 0-based; -1 while the program loads
    trace::EventKind kind = trace::EventKind::Line;
    std::string word;              // "Call", "Raise"
    std::string narration;         // one sentence
    int line = 0;                  // of the sample; 0: none belongs to the event
    std::vector<FrameView> stack;  // [0] is the module, back() is running

    std::vector<std::vector<CellView>> table;    // [row][column]
    std::vector<std::vector<CellView>> tracker;  // [variable][Start, request 1, ...]
    std::vector<Lit> nodes;                      // flow nodes of this request's path
    std::vector<Lit> edges;
    std::vector<bool> ran;  // [line - 1]: has run in this request so far
    bool response_built = false;
};

StepView make_step_view(const LessonView& lesson, int step, int previous_stop);

}  // namespace session
