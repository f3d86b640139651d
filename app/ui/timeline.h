// ui/timeline.h -- the clock of the window: step, play, a track with the requests and what
// happened in them, speed and level of detail.
#pragma once

#include "ui/look.h"

namespace ui {

inline constexpr float kTimelineHeight = 60;

void draw_timeline(const Panel& panel, const Box& bar);

}  // namespace ui
