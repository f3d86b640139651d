#include "ui/overlays.h"

#include <algorithm>

#include "ui/widgets_button.h"

namespace ui {

Box overlay_card(const Look& look, const Box& window, float width, float height) {
    const Palette& p = look.palette;
    const float w = std::min(look.px(width), window.width() - look.px(48));
    const float h = std::min(look.px(height), window.height() - look.px(48));
    const ImVec2 at = {window.centre().x - w / 2,
                       window.min.y + std::max(look.px(24), (window.height() - h) * 0.4f)};
    const Box card = {at, {at.x + w, at.y + h}};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({card.min.x, card.min.y + look.px(4)}, {card.max.x, card.max.y + look.px(8)},
                       p.shadow, look.px(14));
    list.AddRectFilled(card.min, card.max, p.card, look.px(12));
    list.AddRect(card.min, card.max, p.strong_border, look.px(12));
    return card.inset(look.px(20));
}

void draw_overlay(const Panel& panel) {
    if (panel.state.overlay == session::Overlay::None) return;
    panel.memory.focus.begin_layer();
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const Box window = {{0, 0}, size};
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, panel.look.palette.veil);
    ImGui::Begin("overlay", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleColor();
    if (panel.state.overlay == session::Overlay::Lessons) {
        draw_lesson_browser(panel, window);
    } else {
        draw_help(panel, window);
    }
    // A press beside the card closes it; whatever is on the card came first.
    if (hit_area("veil", window, Keyboard::Skips).pressed) panel.out.push_back(session::Close{});
    ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
    ImGui::End();
}

}  // namespace ui
