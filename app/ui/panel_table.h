// ui/panel_table.h -- the execution table, filled as requests run. A press goes to the step that
// shows why a cell says what it says.
#pragma once

#include "ui/look.h"

namespace ui {

void draw_table_panel(const Panel& panel);

}  // namespace ui
