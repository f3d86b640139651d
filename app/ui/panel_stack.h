// ui/panel_stack.h -- the calls that are open and the variables of each.
#pragma once

#include "ui/look.h"

namespace ui {

void draw_stack_panel(const Panel& panel);

}  // namespace ui
