#include "ui/panel_snapshot.h"

#include <algorithm>

#include "ui/widgets_card.h"
#include "ui/widgets_text.h"

namespace ui {

void draw_snapshot_panel(const Panel& panel) {
    const Look& look = panel.look;
    if (panel.lesson().snapshot.empty())
        return empty_state(look, Icon::Bookmark, "No snapshot", "The lesson has none.");
    const float indent = look.px(28);
    const float width = std::min(body_width(), look.px(720));
    for (const std::string& sentence : panel.lesson().snapshot) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const Paragraph laid = lay_out(look, Type::Body, sentence, width - indent);
        draw_icon(look, {at.x + look.px(8), at.y + line_height(look, Type::Body) / 2}, Type::Body,
                  look.palette.accent, Icon::Check);
        draw_paragraph(look, {at.x + indent, at.y}, Type::Body, look.palette.text, laid);
        ImGui::Dummy({width, laid.height});
        gap(look, 10);
    }
}

}  // namespace ui
