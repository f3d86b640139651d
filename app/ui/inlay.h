// ui/inlay.h -- what a line of code assigned, behind its end: quiet, cut where the room ends, whole
// on hover. What is new with this step is marked by a pencil as well as by colour.
#pragma once

#include <vector>

#include "ui/look.h"

namespace ui {

void draw_inlay(const Look& look, const Box& room, const std::vector<session::LineValue>& values);

}  // namespace ui
