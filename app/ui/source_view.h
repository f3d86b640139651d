// ui/source_view.h -- code, or a message, as a text of any length: wrapped or not, drawn only where
// it is seen, to be selected and copied. One per text and frame; what lasts is in a SourceMemory.
// In: lines without their ends, one face of fixed pitch. Lines are 0-based here.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/look.h"
#include "ui/widgets_source.h"

namespace ui {

struct SourceText {
    const void* id = nullptr;  // another text has another
    int lines = 0;
    std::function<std::string_view(int)> line;
};

// A line's piece as it stands on the screen.
struct SourceRow {
    int line = 0;
    int begin = 0, end = 0;  // bytes of the line
    bool first = false, last = false;
    Box box = {};  // from the left end of the text
};

class SourceView {
  public:
    // The text's upper left corner at `at`; wrapped rows are `width` wide.
    SourceView(const Look& look, Type type, const SourceText& text, SourceMemory& memory, ImVec2 at,
               float width, Wrap wrap);

    float height() const;
    float width() const;           // of the longest row, or what was given
    float top_of(int line) const;  // below `at`
    int rows_of(int line) const;   // at least 1
    std::vector<SourceRow> visible() const;

    void draw_row(const SourceRow& row, const std::vector<Piece>& pieces, ImU32 color) const;
    float x_at(const SourceRow& row, int byte) const;
    float end_of(const SourceRow& row) const;  // x behind its last character

    TextPlace place_at(ImVec2 point) const;
    // To be called behind the hit area of a row. Out: it was pressed and nothing was dragged over.
    bool select_here(bool pressed);
    bool has_selection() const { return memory_.anchor != memory_.head; }
    std::string selected() const;
    void select_all();

  private:
    void lay_out();
    float indent_of(int line) const;  // of rows after the first
    ImVec2 row_at(int row, int line) const;
    void draw_selection(const SourceRow& row) const;
    SourceRow seen_part(const SourceRow& row) const;

    const Look& look_;
    Type type_;
    const SourceText& text_;
    SourceMemory& memory_;
    ImVec2 at_;
    float width_, row_height_, advance_;
};

// Puts the selection on the clipboard when the keys for it were pressed.
void copy_when_asked(const SourceView& view);

}  // namespace ui
