// ui/panel_quiz.h -- one question at a time: choose, hint, check, explanation, score, and the
// proof as a run to walk.
#pragma once

#include "ui/look.h"

namespace ui {

void draw_quiz_panel(const Panel& panel);

}  // namespace ui
