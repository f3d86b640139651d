// ui/top_bar.h -- the program's name, the lesson's, and what concerns the whole window.
#pragma once

#include "ui/look.h"

namespace ui {

inline constexpr float kTopBarHeight = 50;

void draw_top_bar(const Panel& panel, const Box& bar);

}  // namespace ui
