// ui/flow_ghosts.h -- the ways of all requests of the lesson at once, beside the lit one: thin
// lines with the requests' numbers where they end, dashed where they were rejected.
#pragma once

#include "ui/flow_canvas.h"
#include "ui/look.h"

namespace ui {

void draw_ghosts(const Panel& panel, const FlowCanvas& canvas);

}  // namespace ui
