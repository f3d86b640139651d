// ui/flow_view.h -- how the learner moves about in a flow diagram: zoom, pan, and the view that
// goes to the current node by itself.
#pragma once

#include "ui/flow_canvas.h"
#include "ui/look.h"

namespace ui {

// Keeps a part of the diagram in the room, and once per step the current node.
void settle_view(const Panel& panel, const Box& room);

// Smaller, all of it, larger: in the lower right corner.
void zoom_buttons(const Panel& panel, const Box& room, float zoom);

// Drag moves, the wheel moves up and down, with Ctrl it zooms. Out: it was pressed without a drag.
bool handle_canvas(const Panel& panel, const Box& room, float zoom);

}  // namespace ui
