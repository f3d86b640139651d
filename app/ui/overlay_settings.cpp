#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "ui/compat.h"
#include "ui/overlays.h"
#include "ui/widgets_button.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

using session::Action;
using session::Settings;

struct Option {
    const char* id;
    std::string label, about;
    std::vector<std::string> names;
    int current;
    std::vector<std::optional<Action>> actions;  // one for each name; nullopt: it is so already
};

// Two names, of which the second is "on".
Option make_switch(const char* id, std::string label, std::string about, const char* off,
                   const char* on, bool now, const Action& toggle) {
    Option option = {id, std::move(label), std::move(about), {off, on}, now ? 1 : 0, {{}, {}}};
    option.actions[now ? 0 : 1] = toggle;
    return option;
}

std::vector<Option> make_options(const Settings& s) {
    std::vector<Option> options;
    options.push_back(
        {"theme",
         "Theme",
         "T goes from one to the next",
         {"Dark", "Light", "High contrast"},
         static_cast<int>(s.theme),
         {session::SetTheme{session::Theme::Dark}, session::SetTheme{session::Theme::Light},
          session::SetTheme{session::Theme::HighContrast}}});
    options.push_back(
        {"size",
         "Size",
         "75 to 300 %, on top of the display's own scale",
         {"\u2212", fmt::format("{:.0f} %", s.scale * 100), "+"},
         1,
         {session::ChangeScale{-1}, session::ChangeScale{0}, session::ChangeScale{1}}});
    options.push_back(make_switch("motion", "Motion", "How the diagram shows the way of a request",
                                  "Full", "Reduced", s.reduced_motion,
                                  session::ToggleReducedMotion{}));
    options.push_back(
        {"level",
         "Detail",
         "Where a step ends: node by node, line by line, check by check",
         {"Flow", "Line", "Check"},
         static_cast<int>(s.level),
         {session::SetLevel{lesson::Level::Flow}, session::SetLevel{lesson::Level::Line},
          session::SetLevel{lesson::Level::Check}}});
    Option speed = {"speed", "Speed", "Of playing", {}, s.speed, {}};
    for (std::size_t i = 0; i < session::kSpeeds.size(); ++i) {
        speed.names.push_back(fmt::format("{}\u00d7", session::kSpeeds[i]));
        speed.actions.emplace_back(session::SetSpeed{static_cast<int>(i)});
    }
    options.push_back(std::move(speed));
    options.push_back(make_switch("fold", "Framework", "Steps at which only the framework acts",
                                  "Shown", "Folded", s.fold_framework, session::ToggleFolding{}));
    options.push_back(make_switch("ghosts", "Ghost paths",
                                  "The ways of all requests, faintly, in the diagram", "Off", "On",
                                  s.ghost_paths, session::ToggleGhosts{}));
    options.push_back(make_switch("caption", "Caption", "The narration in large type", "Off", "On",
                                  s.caption, session::ToggleCaption{}));
    return options;
}

void draw_option(const Panel& panel, const Option& option, float width) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = look.px(46);
    const std::vector<std::string_view> names(option.names.begin(), option.names.end());
    const float choice = segments_width(look, names);
    const float x = at.x + std::max(0.0f, width - choice - look.px(4));
    const float right = x - look.px(16);
    if (right - at.x > look.px(60))
        draw_text_fitted(look, {{at.x, at.y + look.px(3)}, {right, at.y + look.px(23)}},
                         Type::Strong, p.text, option.label);
    if (right - at.x > look.px(120))
        draw_text_fitted(look, {{at.x, at.y + look.px(22)}, {right, at.y + look.px(42)}},
                         Type::Small, p.muted, option.about);
    const int pressed =
        segments_at(look, {x, at.y + look.px(7)}, option.id, names, option.current, nullptr);
    if (pressed >= 0)
        if (const auto& action = option.actions[static_cast<std::size_t>(pressed)])
            panel.out.push_back(*action);
    ImGui::Dummy({width, height});
}

}  // namespace

void draw_settings_page(const Panel& panel, const Box& window) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const Box card = overlay_card(look, window, 680, 560);
    draw_overlay_title(panel, card, "Settings");
    const float foot = look.px(48);
    const Box body = {{card.min.x, card.min.y + look.px(40)}, {card.max.x, card.max.y - foot}};
    ImGui::SetCursorScreenPos(body.min);
    compat::begin_child("options", body.size(), compat::Border::No);
    const float width = ImGui::GetContentRegionAvail().x - ImGui::GetStyle().ScrollbarSize;
    for (const Option& option : make_options(panel.state.settings))
        draw_option(panel, option, width);
    ImGui::EndChild();
    const ButtonSpec fresh = {"as_new", Icon::Refresh, "As new", ButtonKind::Quiet,
                              "All settings and the layout as on the first day"};
    const ImVec2 size = button_size(look, fresh);
    const ImVec2 at = {card.max.x - size.x, card.max.y - size.y};
    if (button_at(look, at, fresh)) panel.out.push_back(session::ResetSettings{});
    if (!panel.state.settings_file.empty())
        draw_text_fitted(look, {{card.min.x, at.y}, {at.x - look.px(16), card.max.y}}, Type::Small,
                         p.muted, "Kept in " + panel.state.settings_file);
    cover_card(look, card);
}

}  // namespace ui
