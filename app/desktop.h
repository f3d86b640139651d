// desktop.h -- the window at work: settings in, frames and screenshots out, settings kept.
// In: what the command line asked for. Errors: in one sentence on stderr and as exit code: 0 fine,
// 1 the input has faults or no window can be opened, 2 wrong usage.
#pragma once

#include <optional>
#include <string>

#include "session/start.h"

struct DesktopOptions {
    std::string file;           // empty: the lesson of last time, else the first
    int width = 0, height = 0;  // pixels; 0: what the screen has room for
    std::optional<float> scale;
    std::string screenshot;  // empty: a window to work with
    std::string state_file;  // written after each frame; for whole-window tests
    bool bare = false;       // an empty window, to measure ours against
    session::StartOptions start;
};

int run_desktop(const DesktopOptions& options);
