// ui/panels.h -- the table of panels. Adding one: panel_x.{h,cpp} and a line in panels.cpp.
#pragma once

#include <array>
#include <string_view>

#include "ui/icons.h"
#include "ui/look.h"

namespace ui {

// The cards of the window; several panels may share one, as tabs.
enum class Place : std::uint8_t { Flow, Code, Side, Table, Tracker, Notes };

// How many cards there is room for; the smaller the window, the more panels share one.
enum class Arrangement : std::uint8_t {
    Full,     // a card for each place
    Joined,   // the notes lie with messages and call stack, beside the program
    Merged,   // the same, beside the table
    Compact,  // flow and program above, all others in one card below
    Duo,      // flow, and all others in one card beside it
    Single,   // one card
};
// Where a panel of `place` lies then.
Place place_in(Arrangement arrangement, Place place);

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
