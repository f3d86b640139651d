// ui/widgets_card.h -- the surface a panel lies on: rounded, with a quiet border and a head that
// names it or, where several panels share a place, lets one choose.
#pragma once

#include <string_view>
#include <vector>

#include "ui/icons.h"
#include "ui/look.h"

namespace ui {

struct CardTab {
    Icon icon;
    std::string_view title;
    std::string_view key;  // the number key that leads here
};
struct CardHead {
    std::vector<CardTab> tabs;  // one: a title
    int front = 0;
    std::string_view aside = {};  // on the right, quiet: "01_protected_routes.py"
    bool marked = false;          // called by its key
    bool alone = false;           // fills the window
};
struct CardResult {
    int tab_pressed = -1;
    bool alone_pressed = false;
};

// Between begin and end the cursor is inside a scrolling body, padded on all sides.
CardResult begin_card(const Look& look, const char* id, const Box& box, const CardHead& head);
void end_card();

// The width inside the body.
float body_width();

// In the middle of the body: an icon, what is missing, and what to do about it.
void empty_state(const Look& look, Icon icon, std::string_view title, std::string_view advice);

}  // namespace ui
