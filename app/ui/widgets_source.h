// ui/widgets_source.h -- lines of code and of messages: coloured pieces in the code face, wrapped
// where the panel ends (with a hanging indent), so that nothing is cut off.
#pragma once

#include <string_view>
#include <vector>

#include "ui/look.h"

namespace ui {

struct Piece {
    int begin = 0, end = 0;  // bytes of the line, half-open
    ImU32 color = 0;
    ImU32 surface = 0;  // behind the text; 0: none
};

// Where a line is broken: the byte at which each visual row begins, the first being 0.
std::vector<int> row_starts(const Look& look, Type type, std::string_view line, float width);

// How many characters further right than the line the rows after its first begin.
int hanging_indent(std::string_view line);

// The bytes [begin, end) of the line, in one row.
void draw_source_row(const Look& look, ImVec2 at, Type type, std::string_view line, int begin,
                     int end, const std::vector<Piece>& pieces, ImU32 color);

// Draws the line at `at`; pieces are in order, gaps take `color`. Rows after the first are
// indented a little further than the line's own blanks.
void draw_source_line(const Look& look, ImVec2 at, Type type, std::string_view line,
                      const std::vector<int>& rows, const std::vector<Piece>& pieces, ImU32 color);

}  // namespace ui
