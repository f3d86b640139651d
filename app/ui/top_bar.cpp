#include "ui/top_bar.h"

#include <fmt/format.h>

#include <algorithm>

#include "ui/widgets_button.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

using session::Overlay;

float draw_brand(const Look& look, const Box& bar) {
    const Palette& p = look.palette;
    const float side = look.px(28);
    const ImVec2 at = {bar.min.x, bar.centre().y - side / 2};
    ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + side, at.y + side}, p.accent_fill,
                                              look.px(7));
    draw_icon(look, {at.x + side / 2, at.y + side / 2}, Type::Lead, p.on_accent, Icon::Shield);
    const float x = at.x + side + look.px(10);
    draw_text_in_row(look, {x, bar.min.y}, bar.height(), Type::LeadStrong, p.text, "Authwalk");
    return x + text_size(look, Type::LeadStrong, "Authwalk").x;
}

std::string about(const session::LessonView& lesson) {
    std::string text = lesson.framework;
    if (lesson.minutes > 0)
        text += fmt::format("{}about {} min", text.empty() ? "" : "  \u00b7  ", lesson.minutes);
    if (!lesson.level.empty()) text += "  \u00b7  " + lesson.level;
    return text;
}

void draw_lesson_name(const Panel& panel, float x, float right, const Box& bar) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    if (!panel.state.lesson) return;
    ImGui::GetWindowDrawList()->AddLine({x, bar.min.y + look.px(16)}, {x, bar.max.y - look.px(16)},
                                        p.strong_border);
    x += look.px(16);
    const std::string& title = panel.lesson().title;
    draw_text_fitted(look, {{x, bar.min.y}, {right, bar.max.y}}, Type::LeadStrong, p.text, title);
    x += text_size(look, Type::LeadStrong, title).x + look.px(12);
    if (right - x > look.px(80))
        draw_text_fitted(look, {{x, bar.min.y}, {right, bar.max.y}}, Type::Body, p.muted,
                         about(panel.lesson()));
}

struct BarButton {
    ButtonSpec spec;
    session::Action action;
};

// What the live button says; it outlives the buttons, which hold views.
struct LiveTexts {
    std::string label, tip;
};

LiveTexts live_texts(const session::LiveState& live, bool labels) {
    if (!live.problem.empty()) return {labels ? "Live" : "", live.problem};
    if (!live.on)
        return {labels ? "Live" : "", "Answer real requests, from curl or a browser (Ctrl+L)"};
    return {live.origin.substr(live.origin.rfind(':')),
            "Requests to " + live.origin + " are run and shown here; press to stop (Ctrl+L)"};
}

bool was_refused(const session::State& state, int request) {
    return !state.lesson->run->requests[static_cast<std::size_t>(request)].refused.empty();
}

void add_live_buttons(const session::State& state, const LiveTexts& texts,
                      std::vector<BarButton>& buttons) {
    const session::LiveState& live = state.live;
    if (!live.possible) return;
    if (session::is_live(state, state.now.request) && !was_refused(state, state.now.request))
        buttons.push_back({{"save_live", Icon::Bookmark, "Save request", ButtonKind::Ghost,
                            "Write this request into the lesson's file"},
                           session::SaveLiveRequest{state.now.request}});
    const Icon icon = live.problem.empty() ? Icon::Bolt : Icon::Warning;
    const ButtonKind kind = live.on ? ButtonKind::Quiet : ButtonKind::Ghost;
    buttons.push_back(
        {{"live", icon, texts.label, kind, texts.tip.c_str()}, session::ToggleLive{}});
}

std::vector<BarButton> bar_buttons(const session::State& state, bool labels,
                                   const LiveTexts& texts) {
    const auto label = [labels](const char* text) { return labels ? text : ""; };
    std::vector<BarButton> buttons;
    add_live_buttons(state, texts, buttons);
    const std::vector<BarButton> always = {
        {{"palette", Icon::Search, label("Find"), ButtonKind::Ghost, "Find anything (Ctrl+P)"},
         session::ShowOverlay{Overlay::Palette}},
        {{"lessons", Icon::Book, label("Lessons"), ButtonKind::Ghost, "Lessons (Ctrl+O)"},
         session::ShowOverlay{Overlay::Lessons}},
        {{"presenter", Icon::Screen, label("Present"), ButtonKind::Ghost,
          "Larger, with answers hidden (F11)"},
         session::TogglePresenter{}},
        {{"theme", Icon::Contrast, label("Theme"), ButtonKind::Ghost,
          "Dark, light, high contrast (T)"},
         session::ToggleTheme{}},
        {{"smaller", Icon::None, "A\u2212", ButtonKind::Ghost, "Smaller (Ctrl -)"},
         session::ChangeScale{-1}},
        {{"larger", Icon::None, "A+", ButtonKind::Ghost, "Larger (Ctrl +)"},
         session::ChangeScale{1}},
        {{"settings", Icon::Cog, label("Settings"), ButtonKind::Ghost, "Settings (Ctrl+,)"},
         session::ShowOverlay{Overlay::Settings}},
        {{"keys", Icon::Keyboard, label("Keys"), ButtonKind::Ghost, "All keys (?)"},
         session::ShowOverlay{Overlay::Help}},
    };
    buttons.insert(buttons.end(), always.begin(), always.end());
    return buttons;
}

}  // namespace

void draw_top_bar(const Panel& panel, const Box& bar) {
    const Look& look = panel.look;
    const bool labels = bar.width() > look.px(1280);
    const LiveTexts texts = live_texts(panel.state.live, labels);
    const auto buttons = bar_buttons(panel.state, labels, texts);
    float x = bar.max.x;
    for (const BarButton& entry : buttons) x -= button_size(look, entry.spec).x + look.px(2);
    const float left = x;
    for (const BarButton& entry : buttons) {
        const ImVec2 size = button_size(look, entry.spec);
        if (button_at(look, {x, bar.centre().y - size.y / 2}, entry.spec))
            panel.out.push_back(entry.action);
        x += size.x + look.px(2);
    }
    const float name = draw_brand(look, bar) + look.px(16);
    draw_lesson_name(panel, name, left - look.px(16), bar);
}

}  // namespace ui
