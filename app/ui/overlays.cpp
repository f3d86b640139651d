#include "ui/overlays.h"

#include <algorithm>

#include "ui/widgets_button.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {
constexpr float kCardPadding = 20;
}

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
    return card.inset(look.px(kCardPadding));
}

void cover_card(const Look& look, const Box& card) {
    hit_area("card", card.inset(-look.px(kCardPadding)), Keyboard::Skips);
}

void draw_overlay_title(const Panel& panel, const Box& card, std::string_view title) {
    const Look& look = panel.look;
    draw_text(look, card.min, Type::Title, look.palette.text, title);
    const ButtonSpec close = {"close", Icon::Cross, {}, ButtonKind::Ghost, "Close (Esc)"};
    if (button_at(look, {card.max.x - look.px(32), card.min.y - look.px(4)}, close))
        panel.out.push_back(session::Close{});
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
    switch (panel.state.overlay) {
        case session::Overlay::None: break;
        case session::Overlay::Lessons: draw_lesson_browser(panel, window); break;
        case session::Overlay::Help: draw_help(panel, window); break;
        case session::Overlay::FindLine:
        case session::Overlay::Palette: draw_palette(panel, window); break;
        case session::Overlay::Settings: draw_settings_page(panel, window); break;
    }
    // A press beside the card closes it; whatever is on the card came first.
    if (hit_area("veil", window, Keyboard::Skips).pressed) panel.out.push_back(session::Close{});
    ImGui::SetMouseCursor(ImGuiMouseCursor_Arrow);
    ImGui::End();
}

}  // namespace ui
