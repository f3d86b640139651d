// ui/banner.h -- a strip below the top bar for what the learner must know before the rest: the
// run on the screen is a what-if, or the lesson's file has faults. Also the window without a
// lesson.
#pragma once

#include "ui/look.h"

namespace ui {

float banner_height(const Panel& panel);  // 0: nothing to say
void draw_banner(const Panel& panel, const Box& bar);

// In place of the panels when no lesson is open: its faults, or how to open one.
void draw_without_lesson(const Panel& panel, const Box& area);

}  // namespace ui
