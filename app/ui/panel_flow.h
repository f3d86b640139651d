// ui/panel_flow.h -- the concept flow: nodes by kind, the path so far lit, the current node
// marked. A press goes to the step that lit the node.
#pragma once

#include "ui/look.h"

namespace ui {

void draw_flow_panel(const Panel& panel);

}  // namespace ui
