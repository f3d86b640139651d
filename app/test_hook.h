// test_hook.h -- what whole-window tests and measurements read back: the state as a JSON file,
// written after each frame. Only builds with tests have it; a package does not listen.
#pragma once

#include <string>

#include "session/session.h"
#include "ui/look.h"

struct FrameFigures {
    int frames = 0, graphics_errors = 0;
    int width = 0, height = 0;
    float scale = 1;
    double latency_ms = 0;
};

#ifdef AUTHWALK_TEST_HOOKS
void write_state(const std::string& file, const session::State& state,
                 const ui::PanelMemory& memory, const FrameFigures& figures);
#endif
