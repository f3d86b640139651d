// ui/panel_snapshot.h -- the lesson in a few sentences to keep.
#pragma once

#include "ui/look.h"

namespace ui {

void draw_snapshot_panel(const Panel& panel);

}  // namespace ui
