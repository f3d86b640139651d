#include "ui/frame.h"

#include <fmt/format.h>

#include <algorithm>

#include "ui/banner.h"
#include "ui/layout.h"
#include "ui/narration.h"
#include "ui/overlays.h"
#include "ui/timeline.h"
#include "ui/top_bar.h"
#include "ui/widgets_card.h"

namespace ui {

namespace {

using session::PanelId;

// Regions of the keyboard's ring besides the panels.
constexpr int kTopRegion = 100, kTimelineRegion = 101;

const PanelEntry& entry_of(PanelId id) { return panels()[static_cast<std::size_t>(id)]; }

// The panel at the front of a place that several share.
PanelId front_of(const session::State& state, Place place, bool merged) {
    if (merged && place == Place::Notes) return state.front_merged;
    switch (place) {
        case Place::Flow: return PanelId::Flow;
        case Place::Code: return PanelId::Code;
        case Place::Side: return state.front_side;
        case Place::Table: return PanelId::Table;
        case Place::Tracker: return PanelId::Tracker;
        case Place::Notes: return state.front_notes;
    }
    return PanelId::Flow;
}

std::string aside_of(const Panel& panel, PanelId id) {
    const int request = panel.now().request;
    if (id == PanelId::Code) return panel.lesson().source_name;
    if (id == PanelId::Wire && request >= 0)
        return fmt::format("Request {} of {}", request + 1, panel.lesson().requests.size());
    return {};
}

Place place_of(const PanelEntry& entry, bool merged) {
    return merged && entry.place == Place::Side ? Place::Notes : entry.place;
}

void draw_place(const Panel& panel, Place place, bool merged, const Box& box) {
    const PanelId front = front_of(panel.state, place, merged);
    CardHead head;
    std::vector<PanelId> ids;
    for (const PanelEntry& entry : panels()) {
        if (place_of(entry, merged) != place) continue;
        if (entry.id == front) head.front = static_cast<int>(ids.size());
        ids.push_back(entry.id);
        head.tabs.push_back({entry.icon, entry.title, entry.key});
    }
    const std::string aside = aside_of(panel, front);
    head.aside = aside;
    head.marked = panel.state.focus_shown && panel.state.focus == front;
    head.alone = panel.state.alone;
    panel.memory.focus.begin_region(static_cast<int>(front));
    const std::string id = fmt::format("place{}", static_cast<int>(place));
    const CardResult result = begin_card(panel.look, id.c_str(), box, head);
    // Each panel keeps its own place in its own scroll.
    entry_of(front).draw(panel);
    end_card();
    if (result.tab_pressed >= 0)
        panel.out.push_back(session::ShowPanel{ids[static_cast<std::size_t>(result.tab_pressed)]});
    if (result.alone_pressed) panel.out.push_back(session::ToggleAlone{front});
}

void drag_splitter(const Panel& panel, const Splitter& splitter) {
    const Look& look = panel.look;
    ImGui::PushID(static_cast<int>(splitter.split));
    ImGui::SetCursorScreenPos(splitter.box.min);
    ImGui::InvisibleButton("splitter", splitter.box.size());
    ImGui::PopID();
    if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        panel.out.push_back(session::ResetLayout{});
        return;
    }
    const bool active = ImGui::IsItemActive();
    if (!active && !ImGui::IsItemHovered()) return;
    ImGui::SetMouseCursor(splitter.upright ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
    const Box& box = splitter.box;
    const ImVec2 half = {splitter.upright ? box.width() / 2 - look.px(1) : look.px(8),
                         splitter.upright ? look.px(8) : box.height() / 2 - look.px(1)};
    ImGui::GetWindowDrawList()->AddRectFilled({box.min.x + half.x, box.min.y + half.y},
                                              {box.max.x - half.x, box.max.y - half.y},
                                              look.palette.accent, look.px(1));
    if (!active) return;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const float share = ((splitter.upright ? mouse.x : mouse.y) - splitter.origin) /
                        std::max(1.0f, splitter.extent);
    panel.out.push_back(session::SetSplit{splitter.split, share});
}

void draw_panels(const Panel& panel, const Areas& areas) {
    if (panel.state.alone) {
        draw_place(panel, place_of(entry_of(panel.state.focus), areas.merged), areas.merged,
                   areas.panels);
        return;
    }
    for (const Place place :
         {Place::Flow, Place::Code, Place::Side, Place::Table, Place::Tracker, Place::Notes})
        if (!areas.merged || place != Place::Side)
            draw_place(panel, place, areas.merged, areas.of(place));
    for (const Splitter& splitter : areas.splitters) drag_splitter(panel, splitter);
}

void draw_everything(const Panel& panel, ImVec2 size) {
    const float banner = banner_height(panel, size.x);
    const Areas areas = lay_out_window(panel.look, panel.state.settings, size, banner);
    panel.memory.focus.begin_region(kTopRegion);
    draw_top_bar(panel, areas.top_bar);
    if (!panel.state.lesson) {
        draw_without_lesson(panel, {areas.panels.min, areas.timeline.max});
        return;
    }
    if (banner > 0) draw_banner(panel, areas.banner);
    draw_panels(panel, areas);
    draw_narration(panel, areas.narration);
    panel.memory.focus.begin_region(kTimelineRegion);
    draw_timeline(panel, areas.timeline);
}

// Panels scroll to what is current once per step; another size or scale asks for it again.
void follow_again_when_resized(const Panel& panel, ImVec2 size) {
    PanelMemory& memory = panel.memory;
    const ImVec2 unscaled = {size.x / panel.look.scale, size.y / panel.look.scale};
    if (unscaled.x == memory.size.x && unscaled.y == memory.size.y) return;
    memory.size = unscaled;
    memory.code_step = memory.flow_step = memory.wire_step = memory.table_step = -1;
}

// Around what the keyboard is on; over everything, as its own surface comes after it.
void draw_ring(const Look& look, const Focus& focus) {
    if (!focus.shown()) return;
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    const float out = look.px(2);
    list.PushClipRect({focus.clip.min.x - out, focus.clip.min.y - out},
                      {focus.clip.max.x + out, focus.clip.max.y + out});
    const Box ring = focus.box().inset(-out);
    list.AddRect(ring.min, ring.max, look.palette.card, look.px(7), 0, look.px(5));
    list.AddRect(ring.min, ring.max, look.palette.accent, look.px(7), 0, look.px(2.5f));
    list.PopClipRect();
}

}  // namespace

bool draw_frame(const Panel& panel) {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    Focus& focus = panel.memory.focus;
    ImGui::GetIO().UserData = &focus;
    focus.begin_frame();
    if (panel.state.focus_shown) focus.start_at(static_cast<int>(panel.state.focus));
    follow_again_when_resized(panel, size);
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::Begin("authwalk", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
    draw_everything(panel, size);
    ImGui::End();
    if (panel.state.overlay != session::Overlay::Lessons) panel.memory.filter_focused = false;
    draw_overlay(panel);
    const bool moved = focus.end_frame();
    draw_ring(panel.look, focus);
    ImGui::GetIO().UserData = nullptr;
    return moved;
}

}  // namespace ui
