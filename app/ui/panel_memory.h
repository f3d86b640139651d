// ui/panel_memory.h -- what single panels keep for themselves between frames: where they are
// scrolled, zoomed and selected, and what would be dear to work out again. Nothing here is part of
// the lesson.
#pragma once

#include <imgui.h>

#include <compare>
#include <unordered_map>
#include <vector>

#include "session/wire_view.h"

namespace ui {

// The flow diagram's view. `zoom` 0: as large as fits, within what can be read.
struct FlowMemory {
    const void* graph = nullptr;  // the one that zoom and pan are for
    int step = -1;                // the step whose node was brought into view
    int ringed = -1;              // the node that the keyboard's ring is on
    float zoom = 0;               // unscaled pixels per layout unit
    ImVec2 pan = {};              // screen pixels from the middle
    bool dragged = false;         // since the button went down
};

// A place in a text: before this byte of this line (0-based).
struct TextPlace {
    int line = 0, byte = 0;
    friend auto operator<=>(const TextPlace&, const TextPlace&) = default;  // NOLINT: no null
};

enum class Wrap : bool { No, Yes };

// A text of many lines (source_view.h): how it was broken into rows, and what is selected.
struct SourceMemory {
    const void* text = nullptr;  // what the rows are of ...
    float width = 0;             // ... and for
    Wrap wrap = Wrap::Yes;
    std::vector<int> first_row;  // of each line, and one more
    std::vector<int> row_begin;  // the byte of its line at which each row begins
    int longest = 0;             // characters of the longest row
    TextPlace anchor, head;      // equal: nothing is selected
    bool dragged = false;        // since the button went down
    bool follow = true;          // scroll to what is current once the rows are known
};

struct CodeMemory {
    SourceMemory source;
    Wrap wrap = Wrap::Yes;
    int menu_line = 0;  // that the context menu was opened on
    bool menu_wanted = false;
    int seeks = 0;  // that were followed
    // What lines assigned, at one step of one lesson.
    const void* values_of = nullptr;
    int values_step = -1;
    std::unordered_map<int, std::vector<session::LineValue>> values;
};

// Where a table's columns and rows are (widgets_grid.h).
struct GridMemory {
    const void* of = nullptr;  // what it was laid out for
    float width = 0, scale = 0;
    int rows = 0, columns_known = 0;
    std::vector<float> columns;      // widths
    std::vector<float> lefts, tops;  // of each, and one more
    float head = 0;
};

struct WireMemory {
    SourceMemory request, response;
    int step = -1;  // that it was scrolled for
    // The tokens of the request on the screen, opened at one step of one lesson.
    const void* cards_of = nullptr;
    int cards_step = -1;
    std::vector<session::TokenCard> cards;
};

}  // namespace ui
