#include "ui/source_view.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/compat.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

std::string_view part(std::string_view line, int begin, int end) {
    const auto from = std::min(static_cast<std::size_t>(begin), line.size());
    return line.substr(from, static_cast<std::size_t>(std::max(0, end - begin)));
}

}  // namespace

SourceView::SourceView(const Look& look, Type type, const SourceText& text, SourceMemory& memory,
                       ImVec2 at, float width, Wrap wrap)
    : look_(look),
      type_(type),
      text_(text),
      memory_(memory),
      at_(at),
      width_(width),
      row_height_(line_height(look, type)),
      advance_(std::max(1.0f, text_size(look, type, "0").x)) {
    if (memory.text != text.id) memory.anchor = memory.head = {};
    const bool same = memory.text == text.id && memory.wrap == wrap && memory.width == width &&
                      static_cast<int>(memory.first_row.size()) == text.lines + 1;
    if (same) return;
    memory.text = text.id;
    memory.wrap = wrap;
    memory.width = width;
    memory.follow = true;
    lay_out();
}

void SourceView::lay_out() {
    memory_.first_row.clear();
    memory_.row_begin.clear();
    memory_.longest = 0;
    for (int i = 0; i < text_.lines; ++i) {
        const std::string_view line = text_.line(i);
        memory_.first_row.push_back(static_cast<int>(memory_.row_begin.size()));
        if (memory_.wrap == Wrap::No) {
            memory_.row_begin.push_back(0);
            memory_.longest = std::max(memory_.longest, base::count_characters(line));
            continue;
        }
        const std::vector<int> starts = row_starts(look_, type_, line, width_);
        memory_.row_begin.insert(memory_.row_begin.end(), starts.begin(), starts.end());
    }
    memory_.first_row.push_back(static_cast<int>(memory_.row_begin.size()));
}

float SourceView::height() const {
    return static_cast<float>(memory_.row_begin.size()) * row_height_;
}

float SourceView::width() const {
    return memory_.wrap == Wrap::Yes ? width_ : static_cast<float>(memory_.longest) * advance_;
}

float SourceView::top_of(int line) const {
    return static_cast<float>(memory_.first_row[static_cast<std::size_t>(line)]) * row_height_;
}

int SourceView::rows_of(int line) const {
    const auto index = static_cast<std::size_t>(line);
    return memory_.first_row[index + 1] - memory_.first_row[index];
}

float SourceView::indent_of(int line) const {
    return advance_ * static_cast<float>(hanging_indent(text_.line(line)));
}

ImVec2 SourceView::row_at(int row, int line) const {
    const bool first = row == memory_.first_row[static_cast<std::size_t>(line)];
    return {at_.x + (first ? 0 : indent_of(line)), at_.y + static_cast<float>(row) * row_height_};
}

std::vector<SourceRow> SourceView::visible() const {
    const ImVec2 clip_min = ImGui::GetWindowDrawList()->GetClipRectMin();
    const ImVec2 clip_max = ImGui::GetWindowDrawList()->GetClipRectMax();
    const int count = static_cast<int>(memory_.row_begin.size());
    const int begin =
        std::clamp(static_cast<int>(std::floor((clip_min.y - at_.y) / row_height_)), 0, count);
    const int end =
        std::clamp(static_cast<int>(std::ceil((clip_max.y - at_.y) / row_height_)), begin, count);
    std::vector<SourceRow> rows;
    int line = static_cast<int>(
                   std::upper_bound(memory_.first_row.begin(), memory_.first_row.end(), begin) -
                   memory_.first_row.begin()) -
               1;
    for (int row = begin; row < end; ++row) {
        while (memory_.first_row[static_cast<std::size_t>(line) + 1] <= row) ++line;
        SourceRow shown;
        shown.line = line;
        shown.first = row == memory_.first_row[static_cast<std::size_t>(line)];
        shown.last = row + 1 == memory_.first_row[static_cast<std::size_t>(line) + 1];
        shown.begin = memory_.row_begin[static_cast<std::size_t>(row)];
        shown.end = shown.last ? static_cast<int>(text_.line(line).size())
                               : memory_.row_begin[static_cast<std::size_t>(row) + 1];
        shown.box.min = row_at(row, line);
        shown.box.max = {at_.x + std::max(width_, width()), shown.box.min.y + row_height_};
        rows.push_back(shown);
    }
    return rows;
}

// Of a long row that is not wrapped only what can be seen is drawn: text is not clipped for free.
SourceRow SourceView::seen_part(const SourceRow& row) const {
    constexpr int kShort = 500;
    if (memory_.wrap == Wrap::Yes || row.end - row.begin < kShort) return row;
    const ImVec2 clip_min = ImGui::GetWindowDrawList()->GetClipRectMin();
    const ImVec2 clip_max = ImGui::GetWindowDrawList()->GetClipRectMax();
    const int first = std::max(0, static_cast<int>((clip_min.x - row.box.min.x) / advance_) - 1);
    const int count = static_cast<int>((clip_max.x - clip_min.x) / advance_) + 3;
    const std::string_view line = text_.line(row.line);
    std::size_t at = 0;
    SourceRow seen = row;
    for (int column = 0; column < first + count && at < line.size(); ++column) {
        if (column == first) seen.begin = static_cast<int>(at);
        at += static_cast<std::size_t>(base::decode_utf8(line, at).size);
        seen.end = static_cast<int>(at);
    }
    if (first > 0 && seen.begin == row.begin) seen.begin = seen.end;  // all of it lies further left
    seen.box.min.x += static_cast<float>(first) * advance_;
    return seen;
}

void SourceView::draw_row(const SourceRow& row, const std::vector<Piece>& pieces,
                          ImU32 color) const {
    draw_selection(row);
    const SourceRow seen = seen_part(row);
    draw_source_row(look_, seen.box.min, type_, text_.line(row.line), seen.begin, seen.end, pieces,
                    color);
}

float SourceView::x_at(const SourceRow& row, int byte) const {
    const int to = std::clamp(byte, row.begin, row.end);
    return row.box.min.x + text_size(look_, type_, part(text_.line(row.line), row.begin, to)).x;
}

float SourceView::end_of(const SourceRow& row) const { return x_at(row, row.end); }

void SourceView::draw_selection(const SourceRow& row) const {
    if (!has_selection()) return;
    const auto [from, to] = std::minmax(memory_.anchor, memory_.head);
    if (row.line < from.line || row.line > to.line) return;
    const int begin = row.line == from.line ? from.byte : 0;
    const bool whole = row.line < to.line;
    if (begin > row.end || (!whole && to.byte < row.begin)) return;
    const float left = x_at(row, begin);
    float right = whole ? end_of(row) : x_at(row, to.byte);
    if (whole && row.last) right += advance_;  // its end
    if (right <= left) return;
    ImGui::GetWindowDrawList()->AddRectFilled({left, row.box.min.y}, {right, row.box.max.y},
                                              with_alpha(look_.palette.accent, 0.35f));
}

TextPlace SourceView::place_at(ImVec2 point) const {
    const int count = static_cast<int>(memory_.row_begin.size());
    if (count == 0) return {};
    const int row =
        std::clamp(static_cast<int>(std::floor((point.y - at_.y) / row_height_)), 0, count - 1);
    const int line =
        static_cast<int>(std::upper_bound(memory_.first_row.begin(), memory_.first_row.end(), row) -
                         memory_.first_row.begin()) -
        1;
    const std::string_view text = text_.line(line);
    const bool last = row + 1 == memory_.first_row[static_cast<std::size_t>(line) + 1];
    const std::size_t end =
        last ? text.size()
             : static_cast<std::size_t>(memory_.row_begin[static_cast<std::size_t>(row) + 1]);
    auto byte = static_cast<std::size_t>(memory_.row_begin[static_cast<std::size_t>(row)]);
    float x = row_at(row, line).x;
    while (byte < end) {
        const auto size = static_cast<std::size_t>(base::decode_utf8(text, byte).size);
        const float wide = text_size(look_, type_, text.substr(byte, size)).x;
        if (point.x < x + wide / 2) break;
        x += wide;
        byte += size;
    }
    return {line, static_cast<int>(byte)};
}

bool SourceView::select_here(bool pressed) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (ImGui::IsItemActivated()) {
        memory_.anchor = memory_.head = place_at(mouse);
        memory_.dragged = false;
    }
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, look_.px(4))) {
        memory_.dragged = true;
        memory_.head = place_at(mouse);
        ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    }
    return pressed && !memory_.dragged;
}

std::string SourceView::selected() const {
    std::string out;
    const auto [from, to] = std::minmax(memory_.anchor, memory_.head);
    for (int line = from.line; line <= to.line && line < text_.lines; ++line) {
        const std::string_view text = text_.line(line);
        const int begin = line == from.line ? from.byte : 0;
        const int end = line == to.line ? to.byte : static_cast<int>(text.size());
        if (line > from.line) out += '\n';
        out += part(text, begin, end);
    }
    return out;
}

void SourceView::select_all() {
    memory_.anchor = {};
    if (text_.lines == 0) return;
    memory_.head = {text_.lines - 1, static_cast<int>(text_.line(text_.lines - 1).size())};
}

void copy_when_asked(const SourceView& view) {
    if (view.has_selection() && compat::copy_pressed() && !ImGui::GetIO().WantTextInput)
        ImGui::SetClipboardText(view.selected().c_str());
}

}  // namespace ui
