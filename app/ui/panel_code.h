// ui/panel_code.h -- the program: line numbers, colours, the lines that have run, the current
// line. A press goes to the next step that runs the line.
#pragma once

#include "ui/look.h"

namespace ui {

void draw_code_panel(const Panel& panel);

}  // namespace ui
