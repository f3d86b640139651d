// ui/layout.h -- where everything lies: from the window's size and the shares in the settings to
// rectangles. Pure arithmetic. Errors: none; a window too small for its panels keeps their least
// sizes as far as it can.
#pragma once

#include <array>
#include <vector>

#include "ui/look.h"
#include "ui/panels.h"

namespace ui {

// A border that can be moved, and the range that its share divides.
struct Splitter {
    session::Split split;
    Box box;
    bool upright;  // moves left and right
    float origin, extent;
};

struct Areas {
    Box top_bar, banner, narration, timeline;
    Box panels;                 // all of them together
    std::array<Box, 6> places;  // by Place
    std::vector<Splitter> splitters;
    Arrangement arrangement = Arrangement::Full;
    const Box& of(Place place) const { return places[static_cast<std::size_t>(place)]; }
};

struct LayoutWish {
    bool presenter = false;  // no top bar, fewer panels
    bool caption = false;    // room for the narration in large type
    float banner_height = 0;
};
Areas lay_out_window(const Look& look, const session::Settings& settings, ImVec2 size,
                     const LayoutWish& wish = {});

}  // namespace ui
