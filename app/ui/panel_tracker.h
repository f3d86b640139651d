// ui/panel_tracker.h -- the variable tracker: a column for each request, cells that change as
// lines run. A press goes to the step of the change.
#pragma once

#include "ui/look.h"

namespace ui {

void draw_tracker_panel(const Panel& panel);

}  // namespace ui
