// ui/look.h -- what a panel needs to draw: colours, type, scale; and what it is given: the state it
// reads and the list its wishes go to. Drawing changes nothing else.
#pragma once

#include <imgui.h>

#include "session/action.h"
#include "session/session.h"
#include "ui/fonts.h"
#include "ui/theme.h"

namespace ui {

struct Look {
    Palette palette;
    Fonts fonts;
    float scale = 1;

    float px(float unscaled) const { return unscaled * scale; }
};

// A rectangle in screen pixels.
struct Box {
    ImVec2 min, max;
    float width() const { return max.x - min.x; }
    float height() const { return max.y - min.y; }
    ImVec2 size() const { return {width(), height()}; }
    ImVec2 centre() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
    Box inset(float by) const { return {{min.x + by, min.y + by}, {max.x - by, max.y - by}}; }
};

inline ImVec2 operator+(ImVec2 a, ImVec2 b) { return {a.x + b.x, a.y + b.y}; }

// What panels keep for themselves between frames.
struct PanelMemory {
    ImVec2 size = {};    // of the window, in unscaled pixels: when it changes, all is scrolled anew
    int code_step = -1;  // the step that the code was scrolled for
    int flow_step = -1;
    int wire_step = -1;
    int table_step = -1;
    int quiz_verdict = -1;  // the question whose verdict was scrolled to
    bool filter_focused = false;
};

struct Panel {
    const Look& look;
    const session::State& state;
    session::Actions& out;
    PanelMemory& memory;

    const session::LessonView& lesson() const { return *state.lesson; }
    const session::StepView& now() const { return state.now; }
};

}  // namespace ui
