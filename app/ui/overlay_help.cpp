#include <algorithm>

#include "session/keys.h"
#include "ui/overlays.h"
#include "ui/widgets_button.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

constexpr float kRow = 34;

void draw_key_cap(const Look& look, ImVec2 at, std::string_view chord) {
    const Palette& p = look.palette;
    const float width = text_size(look, Type::SmallStrong, chord).x + look.px(16);
    const Box cap = {{at.x, at.y + look.px(4)}, {at.x + width, at.y + look.px(28)}};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(cap.min, cap.max, p.raised, look.px(5));
    list.AddRect(cap.min, cap.max, p.strong_border, look.px(5));
    draw_text_in_row(look, {cap.min.x + look.px(8), cap.min.y}, cap.height(), Type::SmallStrong,
                     p.text, chord);
}

// The keys of one group below each other; out: the y below the last.
float draw_group(const Look& look, ImVec2 at, std::string_view group, float key_width,
                 float width) {
    const Palette& p = look.palette;
    draw_text(look, at, Type::Strong, p.accent, group);
    float y = at.y + look.px(30);
    for (const session::KeyBinding& key : session::key_bindings()) {
        if (key.group != group || key.shown.empty()) continue;
        draw_key_cap(look, {at.x, y}, key.shown);
        draw_text_fitted(look, {{at.x + key_width, y}, {at.x + width, y + look.px(32)}}, Type::Body,
                         p.muted, key.says);
        y += look.px(kRow);
    }
    return y;
}

}  // namespace

void draw_help(const Panel& panel, const Box& window) {
    const Look& look = panel.look;
    const Box card = overlay_card(look, window, 940, 560);
    draw_text(look, card.min, Type::Title, look.palette.text, "Keys");
    const ButtonSpec close = {"close", Icon::Cross, {}, ButtonKind::Ghost, "Close (Esc)"};
    if (button_at(look, {card.max.x - look.px(32), card.min.y - look.px(4)}, close))
        panel.out.push_back(session::Close{});
    const float top = card.min.y + look.px(52), gap = look.px(24);
    // Two wide columns and a narrow one: panels have one-letter keys.
    const float wide = (card.width() - 2 * gap) * 0.37f;
    const float narrow = (card.width() - 2 * gap) * 0.26f;
    float x = card.min.x;
    draw_group(look, {x, top}, "Time", look.px(164), wide);
    x += wide + gap;
    draw_group(look, {x, top}, "Window", look.px(96), wide);
    x += wide + gap;
    draw_group(look, {x, top}, "Panels", look.px(40), narrow);
    draw_text(look, {card.min.x, card.max.y - look.px(36)}, Type::Small, look.palette.muted,
              "Press a table row, a cell, a node, a line or the timeline to jump there.");
    draw_text(look, {card.min.x, card.max.y - look.px(16)}, Type::Small, look.palette.muted,
              "A panel's key twice: that panel alone.");
    hit_area("card",
             {{card.min.x - look.px(20), card.min.y - look.px(20)},
              {card.max.x + look.px(20), card.max.y + look.px(20)}},
             Keyboard::Skips);
}

}  // namespace ui
