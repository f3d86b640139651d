// ui/frame.h -- the whole window, one frame: top bar, panels, narration, timeline, and what lies
// on top. In: the state. Out: wishes, in `out`. It draws inside a Dear ImGui frame that somebody
// else began, so it needs neither a window nor a graphics card.
#pragma once

#include "ui/look.h"

namespace ui {

// Out: whether more frames are needed until what was asked for is shown.
bool draw_frame(const Panel& panel);

}  // namespace ui
