#include "ui/layout.h"

#include <algorithm>

#include "ui/narration.h"
#include "ui/timeline.h"
#include "ui/top_bar.h"

namespace ui {

namespace {

constexpr float kMargin = 16, kGap = 10;
constexpr float kLeastWidth = 190, kLeastHeight = 96;
constexpr float kLeastForThreeColumns = 1280;

// The middle of the gap, leaving at least so much before and after it; less only where both do
// not fit.
float cut(float origin, float extent, float share, float before, float after) {
    const float least = std::min(before, extent * before / (before + after));
    return origin + std::clamp(extent * share, least, std::max(least, extent - after));
}

class Arranger {
  public:
    Arranger(const Look& look, const session::Settings& settings, Areas& areas)
        : look_(look), settings_(settings), areas_(areas), half_(look.px(kGap) / 2) {}

    // Without room for three columns: flow diagram and code, which share what is there.
    void upper_row_merged(const Box& row) {
        constexpr float kWider = 1.4f;
        const float least = look_.px(kLeastWidth);
        const float middle = cut(row.min.x, row.width() * kWider, share(session::Split::FlowCode),
                                 least, row.width() * (kWider - 1) + least);
        place(Place::Flow, {row.min, {middle - half_, row.max.y}});
        place(Place::Code, {{middle + half_, row.min.y}, row.max});
        place(Place::Side, {row.max, row.max});
        upright(session::Split::FlowCode, middle, row,
                {row.min, {row.min.x + row.width() * kWider, row.max.y}});
    }

    void upper_row(const Box& row) {
        const float least = look_.px(kLeastWidth);
        const float first =
            cut(row.min.x, row.width(), share(session::Split::FlowCode), least, 2 * least);
        const float rest = row.max.x - first;
        const float wanted = row.min.x + row.width() * share(session::Split::CodeWire);
        const float second =
            cut(first, rest, (wanted - first) / std::max(1.0f, rest), least, least);
        place(Place::Flow, {row.min, {first - half_, row.max.y}});
        place(Place::Code, {{first + half_, row.min.y}, {second - half_, row.max.y}});
        place(Place::Side, {{second + half_, row.min.y}, row.max});
        upright(session::Split::FlowCode, first, row, row);
        upright(session::Split::CodeWire, second, row, row);
    }

    void lower_row(const Box& row) {
        const float middle = cut(row.min.x, row.width(), share(session::Split::TableNotes),
                                 look_.px(kLeastWidth), look_.px(kLeastWidth));
        const Box left = {row.min, {middle - half_, row.max.y}};
        const float line = cut(left.min.y, left.height(), share(session::Split::TableTracker),
                               look_.px(kLeastHeight), look_.px(kLeastHeight));
        place(Place::Table, {left.min, {left.max.x, line - half_}});
        place(Place::Tracker, {{left.min.x, line + half_}, left.max});
        place(Place::Notes, {{middle + half_, row.min.y}, row.max});
        upright(session::Split::TableNotes, middle, row, row);
        level(session::Split::TableTracker, line, left, left);
    }

    // The line between the rows.
    float rows(const Box& panels) {
        const float line = cut(panels.min.y, panels.height(), share(session::Split::TopBottom),
                               look_.px(2 * kLeastHeight), look_.px(2 * kLeastHeight));
        level(session::Split::TopBottom, line, panels, panels);
        return line;
    }
    float half_gap() const { return half_; }

  private:
    float share(session::Split split) const {
        return settings_.layout[static_cast<std::size_t>(split)];
    }
    void place(Place where, const Box& box) {
        areas_.places[static_cast<std::size_t>(where)] = box;
    }
    void upright(session::Split split, float x, const Box& along, const Box& range) {
        areas_.splitters.push_back({split,
                                    {{x - half_, along.min.y}, {x + half_, along.max.y}},
                                    true,
                                    range.min.x,
                                    range.width()});
    }
    void level(session::Split split, float y, const Box& along, const Box& range) {
        areas_.splitters.push_back({split,
                                    {{along.min.x, y - half_}, {along.max.x, y + half_}},
                                    false,
                                    range.min.y,
                                    range.height()});
    }

    const Look& look_;
    const session::Settings& settings_;
    Areas& areas_;
    float half_;
};

}  // namespace

Areas lay_out_window(const Look& look, const session::Settings& settings, ImVec2 size,
                     float banner_height) {
    const float margin = look.px(kMargin), gap = look.px(kGap);
    const float left = margin, right = std::max(margin + 1, size.x - margin);
    Areas areas;
    areas.top_bar = {{left, 0}, {right, look.px(kTopBarHeight)}};
    areas.timeline = {{left, size.y - look.px(kTimelineHeight)}, {right, size.y}};
    const float narration = narration_height(look, size.x);
    areas.narration = {{left, areas.timeline.min.y - narration}, {right, areas.timeline.min.y}};
    float top = areas.top_bar.max.y;
    areas.banner = {{left, top}, {right, top + banner_height}};
    if (banner_height > 0) top += banner_height + gap;
    areas.panels = {{left, top}, {right, std::max(top + 1, areas.narration.min.y - gap)}};
    Arranger arranger(look, settings, areas);
    const float line = arranger.rows(areas.panels);
    const float half = arranger.half_gap();
    areas.merged = size.x < look.px(kLeastForThreeColumns);
    const Box upper = {areas.panels.min, {right, line - half}};
    if (areas.merged) {
        arranger.upper_row_merged(upper);
    } else {
        arranger.upper_row(upper);
    }
    arranger.lower_row({{left, line + half}, areas.panels.max});
    return areas;
}

}  // namespace ui
