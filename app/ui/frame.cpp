#include "ui/frame.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ui/banner.h"
#include "ui/guard.h"
#include "ui/layout.h"
#include "ui/narration.h"
#include "ui/overlays.h"
#include "ui/timeline.h"
#include "ui/top_bar.h"
#include "ui/widgets_card.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

using session::PanelId;

// Regions of the keyboard's ring besides the panels.
constexpr int kTopRegion = 100, kBannerRegion = 101, kPanelsRegion = 102, kNarrationRegion = 103,
              kTimelineRegion = 104;

const PanelEntry& entry_of(PanelId id) { return panels()[static_cast<std::size_t>(id)]; }

// The panel at the front of a place that several share.
PanelId front_of(const session::State& state, Place place, Arrangement arrangement) {
    if (place == Place::Notes) {
        switch (arrangement) {
            case Arrangement::Full: return state.front_notes;
            case Arrangement::Joined:
            case Arrangement::Merged: return state.front_merged;
            case Arrangement::Compact: return state.front_compact;
            case Arrangement::Duo:
                return state.front_single == PanelId::Flow ? PanelId::Code : state.front_single;
            case Arrangement::Single: return state.front_single;
        }
    }
    switch (place) {
        case Place::Flow: return PanelId::Flow;
        case Place::Code: return PanelId::Code;
        case Place::Side: return state.front_side;
        case Place::Table: return PanelId::Table;
        case Place::Tracker: return PanelId::Tracker;
        case Place::Notes: break;
    }
    return state.front_notes;
}

std::string aside_of(const Panel& panel, PanelId id) {
    const int request = panel.now().request;
    if (id == PanelId::Code) return panel.lesson().source_name;
    if (id == PanelId::Wire && request >= 0)
        return fmt::format("Request {} of {}", request + 1, panel.lesson().requests.size());
    return {};
}

void draw_fault_card(const Panel& panel, const std::string& what) {
    const Look& look = panel.look;
    empty_state(look, Icon::Warning, "This panel has failed",
                "A fault of Authwalk: " + what +
                    ". The other panels go on; this one tries again "
                    "at the next step.");
}

// A panel that failed is left alone until the step changes.
void draw_body(const Panel& panel, PanelId id) {
    auto& faults = panel.memory.faults;
    const int region = static_cast<int>(id);
    if (const auto failed = faults.find(region); failed != faults.end())
        return draw_fault_card(panel, failed->second);
    if (const auto fault = guarded([&] { entry_of(id).draw(panel); }))
        faults.emplace(region, *fault);
}

void draw_place(const Panel& panel, Place place, Arrangement arrangement, const Box& box) {
    const PanelId front = front_of(panel.state, place, arrangement);
    CardHead head;
    std::vector<PanelId> ids;
    for (const PanelEntry& entry : panels()) {
        if (place_in(arrangement, entry.place) != place) continue;
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
    draw_body(panel, front);
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

// A presenter's panels but the one under the pointer step back a little.
void draw_spotlight(const Panel& panel, const std::vector<Box>& cards) {
    if (!panel.state.presenter || panel.state.overlay != session::Overlay::None) return;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const auto lit = std::find_if(cards.begin(), cards.end(),
                                  [mouse](const Box& box) { return box.contains(mouse); });
    if (lit == cards.end()) return;
    for (const Box& box : cards)
        if (&box != &*lit)
            ImGui::GetForegroundDrawList()->AddRectFilled(
                box.min, box.max, with_alpha(panel.look.palette.window, 0.45f), panel.look.px(8));
}

void draw_panels(const Panel& panel, const Areas& areas) {
    if (panel.state.alone) {
        draw_place(panel, place_in(areas.arrangement, entry_of(panel.state.focus).place),
                   areas.arrangement, areas.panels);
        return;
    }
    std::vector<Box> cards;
    for (const Place place :
         {Place::Flow, Place::Code, Place::Side, Place::Table, Place::Tracker, Place::Notes}) {
        if (place_in(areas.arrangement, place) != place) continue;
        draw_place(panel, place, areas.arrangement, areas.of(place));
        cards.push_back(areas.of(place));
    }
    for (const Splitter& splitter : areas.splitters) drag_splitter(panel, splitter);
    draw_spotlight(panel, cards);
}

// A part of the window besides the panels; where it fails, one line says so.
void draw_part(const Panel& panel, int region, const Box& box,
               void (*draw)(const Panel&, const Box&)) {
    panel.memory.focus.begin_region(region);
    auto& faults = panel.memory.faults;
    if (!faults.contains(region))
        if (const auto fault = guarded([&] { draw(panel, box); })) faults.emplace(region, *fault);
    if (faults.contains(region))
        draw_text_fitted(panel.look, box, Type::Small, panel.look.palette.bad,
                         "This part of the window has failed: " + faults[region]);
}

void draw_everything(const Panel& panel, ImVec2 size) {
    if (std::exchange(panel.memory.fault_step, panel.now().step) != panel.now().step)
        panel.memory.faults.clear();
    LayoutWish wish;
    wish.presenter = panel.state.presenter && panel.state.lesson;
    wish.caption = panel.state.settings.caption;
    wish.banner_height = banner_height(panel);
    const Areas areas = lay_out_window(panel.look, panel.state.settings, size, wish);
    if (!wish.presenter) draw_part(panel, kTopRegion, areas.top_bar, draw_top_bar);
    if (!panel.state.lesson) {
        draw_part(panel, kPanelsRegion, {areas.panels.min, areas.timeline.max},
                  draw_without_lesson);
        return;
    }
    if (wish.banner_height > 0) draw_part(panel, kBannerRegion, areas.banner, draw_banner);
    draw_panels(panel, areas);
    draw_part(panel, kNarrationRegion, areas.narration, draw_narration);
    draw_part(panel, kTimelineRegion, areas.timeline, draw_timeline);
}

// Panels scroll to what is current once per step; another size or scale asks for it again.
void follow_again_when_resized(const Panel& panel, ImVec2 size) {
    PanelMemory& memory = panel.memory;
    const ImVec2 unscaled = {size.x / panel.look.scale, size.y / panel.look.scale};
    if (unscaled.x == memory.size.x && unscaled.y == memory.size.y) return;
    memory.size = unscaled;
    memory.code_step = memory.flow.step = memory.wire.step = memory.table_step =
        memory.tracker_step = -1;
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
    // The window is cleared in its colour.
    ImGui::Begin("authwalk", nullptr,
                 ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoDecoration |
                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBringToFrontOnFocus |
                     ImGuiWindowFlags_NoScrollWithMouse);
    draw_everything(panel, size);
    ImGui::End();
    if (panel.state.overlay != session::Overlay::Lessons &&
        !session::lists_commands(panel.state.overlay))
        panel.memory.filter_focused = false;
    if (guarded([&] { draw_overlay(panel); })) panel.out.push_back(session::Close{});
    const bool moved = focus.end_frame();
    draw_ring(panel.look, focus);
    ImGui::GetIO().UserData = nullptr;
    return moved;
}

}  // namespace ui
