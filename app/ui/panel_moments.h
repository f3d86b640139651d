// ui/panel_moments.h -- questions worth stopping for, their answers folded, and a way to the
// moment itself.
#pragma once

#include "ui/look.h"

namespace ui {

void draw_moments_panel(const Panel& panel);

}  // namespace ui
