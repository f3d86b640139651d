// ui/panels.h -- the table of panels. Adding one: panel_x.{h,cpp} and a line in panels.cpp.
#pragma once

#include <array>
#include <string_view>

#include "ui/icons.h"
#include "ui/look.h"

namespace ui {

// The cards of the window; several panels may share one, as tabs.
enum class Place : std::uint8_t { Flow, Code, Side, Table, Tracker, Notes };

struct PanelEntry {
    session::PanelId id;
    Place place;
    Icon icon;
    std::string_view title;
    std::string_view key;
    void (*draw)(const Panel& panel);
};

const std::array<PanelEntry, session::kPanelCount>& panels();

}  // namespace ui
