// ui/narration.h -- one sentence for the step: what happened and why, with a sign for its kind. As
// a caption it is set in the largest type in which it fits, for the back row.
#pragma once

#include "ui/icons.h"
#include "ui/look.h"

namespace ui {

// Two lines are kept on narrow windows, so that the panels do not move from step to step.
enum class Captions : bool { Quiet, Large };
float narration_height(const Look& look, float width, Captions captions);
void draw_narration(const Panel& panel, const Box& bar);

struct EventSign {
    Icon icon;
    ImU32 color, surface;
};
EventSign sign_of(const Palette& palette, trace::EventKind kind);

}  // namespace ui
