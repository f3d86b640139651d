#include "ui/layout.h"

#include <algorithm>

#include "ui/narration.h"
#include "ui/timeline.h"
#include "ui/top_bar.h"

namespace ui {

namespace {

constexpr float kMargin = 16, kGap = 10;
constexpr float kShareOfFlow = 0.34f;  // where it shares its row with one card
constexpr float kLeastWidth = 190, kLeastHeight = 96;
// Unscaled sizes from which on an arrangement has room.
struct Room {
    float width, height;
};
constexpr Room kRoomForFull = {1400, 640}, kRoomForJoined = {1240, 640},
               kRoomForMerged = {1000, 700}, kRoomForCompact = {760, 580}, kRoomForDuo = {600, 380},
               kRoomForPresenter = {1000, 660};

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

    // The flow diagram at the left, as high as the room; returns the rest.
    Box flow_column(const Box& panels) {
        const float least = look_.px(kLeastWidth);
        const float line =
            cut(panels.min.x, panels.width(), share(session::Split::FlowCode), least, 2 * least);
        place(Place::Flow, {panels.min, {line - half_, panels.max.y}});
        upright(session::Split::FlowCode, line, panels, panels);
        return {{line + half_, panels.min.y}, panels.max};
    }

    // The program, and beside it another card.
    void upper_row(const Box& row, Place beside) {
        const float least = look_.px(kLeastWidth);
        const float middle =
            cut(row.min.x, row.width(), share(session::Split::CodeWire), least, least);
        place(Place::Code, {row.min, {middle - half_, row.max.y}});
        place(beside, {{middle + half_, row.min.y}, row.max});
        upright(session::Split::CodeWire, middle, row, row);
    }

    // The table above the tracker.
    void tables(const Box& room) {
        const float line = cut(room.min.y, room.height(), share(session::Split::TableTracker),
                               look_.px(kLeastHeight), look_.px(kLeastHeight));
        place(Place::Table, {room.min, {room.max.x, line - half_}});
        place(Place::Tracker, {{room.min.x, line + half_}, room.max});
        level(session::Split::TableTracker, line, room, room);
    }

    // The tables, and beside them the notes.
    void lower_row(const Box& row) {
        const float middle = cut(row.min.x, row.width(), share(session::Split::TableNotes),
                                 look_.px(kLeastWidth), look_.px(kLeastWidth));
        tables({row.min, {middle - half_, row.max.y}});
        place(Place::Notes, {{middle + half_, row.min.y}, row.max});
        upright(session::Split::TableNotes, middle, row, row);
    }

    void upper_row_of_two(const Box& row) {
        const float middle =
            cut(row.min.x, row.width(), kShareOfFlow, look_.px(kLeastWidth), look_.px(kLeastWidth));
        place(Place::Flow, {row.min, {middle - half_, row.max.y}});
        place(Place::Code, {{middle + half_, row.min.y}, row.max});
    }

    void compact(const Box& all) {
        const float line = cut(all.min.y, all.height(), share(session::Split::CompactTop),
                               look_.px(kLeastHeight), look_.px(kLeastHeight));
        upper_row_of_two({all.min, {all.max.x, line - half_}});
        place(Place::Notes, {{all.min.x, line + half_}, all.max});
        level(session::Split::CompactTop, line, all, all);
    }

    void duo(const Box& all) {
        upper_row_of_two(all);
        place(Place::Notes, areas_.of(Place::Code));
        place(Place::Code, {all.max, all.max});
    }

    void single(const Box& all) { place(Place::Notes, all); }

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

Arrangement arrangement_for(ImVec2 unscaled, bool presenter) {
    const auto room = [&](const Room& least) {
        return unscaled.x >= least.width && unscaled.y >= least.height;
    };
    if (presenter) {
        if (room(kRoomForPresenter)) return Arrangement::Compact;
        return room(kRoomForDuo) ? Arrangement::Duo : Arrangement::Single;
    }
    if (room(kRoomForFull)) return Arrangement::Full;
    if (room(kRoomForJoined)) return Arrangement::Joined;
    if (room(kRoomForMerged)) return Arrangement::Merged;
    if (room(kRoomForCompact)) return Arrangement::Compact;
    return room(kRoomForDuo) ? Arrangement::Duo : Arrangement::Single;
}

// Two rows of cards; the flow diagram has all of the height where it can.
void arrange_rows(Arranger& arranger, Arrangement arrangement, const Box& panels) {
    const bool merged = arrangement == Arrangement::Merged;
    const Box room = merged ? panels : arranger.flow_column(panels);
    const float line = arranger.rows(room), half = arranger.half_gap();
    const Box upper = {room.min, {room.max.x, line - half}};
    const Box lower = {{room.min.x, line + half}, room.max};
    if (merged) {
        arranger.upper_row_merged(upper);
    } else {
        arranger.upper_row(upper, arrangement == Arrangement::Joined ? Place::Notes : Place::Side);
    }
    if (arrangement != Arrangement::Joined) return arranger.lower_row(lower);
    arranger.tables(lower);
}

void arrange_panels(Arranger& arranger, Arrangement arrangement, const Box& panels) {
    switch (arrangement) {
        case Arrangement::Full:
        case Arrangement::Joined:
        case Arrangement::Merged: return arrange_rows(arranger, arrangement, panels);
        case Arrangement::Compact: return arranger.compact(panels);
        case Arrangement::Duo: return arranger.duo(panels);
        case Arrangement::Single: return arranger.single(panels);
    }
}

}  // namespace

Areas lay_out_window(const Look& look, const session::Settings& settings, ImVec2 size,
                     const LayoutWish& wish) {
    const float margin = look.px(kMargin), gap = look.px(kGap);
    const float left = margin, right = std::max(margin + 1, size.x - margin);
    Areas areas;
    areas.top_bar = {{left, 0}, {right, wish.presenter ? gap : look.px(kTopBarHeight)}};
    areas.timeline = {{left, size.y - look.px(kTimelineHeight)}, {right, size.y}};
    const float narration = narration_height(
        look, size.x, wish.caption || wish.presenter ? Captions::Large : Captions::Quiet);
    areas.narration = {{left, areas.timeline.min.y - narration}, {right, areas.timeline.min.y}};
    float top = areas.top_bar.max.y;
    areas.banner = {{left, top}, {right, top + wish.banner_height}};
    if (wish.banner_height > 0) top += wish.banner_height + gap;
    areas.panels = {{left, top}, {right, std::max(top + 1, areas.narration.min.y - gap)}};
    areas.arrangement = arrangement_for({size.x / look.scale, size.y / look.scale}, wish.presenter);
    Arranger arranger(look, settings, areas);
    arrange_panels(arranger, areas.arrangement, areas.panels);
    return areas;
}

}  // namespace ui
