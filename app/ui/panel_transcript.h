// ui/panel_transcript.h -- the lesson as running text.
#pragma once

#include "ui/look.h"

namespace ui {

void draw_transcript_panel(const Panel& panel);

}  // namespace ui
