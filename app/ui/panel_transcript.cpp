#include "ui/panel_transcript.h"

#include <algorithm>

#include "ui/widgets_card.h"
#include "ui/widgets_text.h"

namespace ui {

void draw_transcript_panel(const Panel& panel) {
    const Look& look = panel.look;
    if (panel.lesson().transcript.empty())
        return empty_state(look, Icon::Text, "No transcript", "The lesson has none.");
    // About 90 characters: longer lines are hard to read.
    const float width = std::min(body_width(), look.px(640));
    paragraph(look, Type::Body, look.palette.text, panel.lesson().transcript, width);
    gap(look, 8);
}

}  // namespace ui
