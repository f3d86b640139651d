// ui/look.h -- what a panel needs to draw: colours, type, scale; and what it is given: the state it
// reads and the list its wishes go to. Drawing changes nothing else.
#pragma once

#include <imgui.h>

#include <map>
#include <string>

#include "session/action.h"
#include "session/session.h"
#include "ui/box.h"
#include "ui/focus.h"
#include "ui/fonts.h"
#include "ui/panel_memory.h"
#include "ui/theme.h"

namespace ui {

struct Look {
    Palette palette;
    Fonts fonts;
    float scale = 1;

    float px(float unscaled) const { return unscaled * scale; }
};

// What panels keep for themselves between frames.
struct PanelMemory {
    ImVec2 size = {};    // of the window, in unscaled pixels: when it changes, all is scrolled anew
    int code_step = -1;  // the step that the code was scrolled for
    int table_step = -1;
    int quiz_verdict = -1;  // the question whose verdict was scrolled to
    bool filter_focused = false;
    int list_row = -1;  // the row of the palette that was scrolled to
    // What went wrong in a part of the window (by region), and the step it went wrong at.
    std::map<int, std::string> faults;
    int fault_step = -1;
    FlowMemory flow;
    CodeMemory code;
    WireMemory wire;
    GridMemory table, tracker;
    int tracker_step = -1;
    Focus focus;
};

struct Panel {
    const Look& look;
    const session::State& state;
    session::Actions& out;
    PanelMemory& memory;

    const session::LessonView& lesson() const { return *state.lesson; }
    const session::StepView& now() const { return state.now; }
    // 0 when the step has just changed, 1 when all has come to rest (at once, where motion is
    // reduced). While it is below 1, frames follow each other.
    float motion() const { return state.since_step_s / session::kMotion_s; }
};

}  // namespace ui
