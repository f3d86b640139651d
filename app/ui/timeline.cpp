#include "ui/timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "ui/widgets_button.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

using session::Move;
using session::Walk;

float draw_transport(const Panel& panel, const Box& bar) {
    const Look& look = panel.look;
    const bool playing = panel.state.playing;
    const bool at_start = panel.state.stop <= 0,
               at_end = panel.state.stop + 1 >= panel.state.stop_count;
    struct Entry {
        ButtonSpec spec;
        session::Action action;
    };
    const Entry entries[] = {
        {{"first", Icon::First, {}, ButtonKind::Ghost, "First step (Home)", !at_start},
         Walk{Move::First}},
        {{"back", Icon::StepBack, {}, ButtonKind::Quiet, "Step back (Left)", !at_start},
         Walk{Move::Back}},
        {{"play", playing ? Icon::Pause : Icon::Play, playing ? "Pause" : "Play",
          ButtonKind::Primary, "Play or pause (Space)"},
         session::PlayOrPause{}},
        {{"forward", Icon::StepForward, {}, ButtonKind::Quiet, "Step forward (Right)", !at_end},
         Walk{Move::Forward}},
        {{"last", Icon::Last, {}, ButtonKind::Ghost, "Last step (End)", !at_end}, Walk{Move::Last}},
    };
    float x = bar.min.x;
    for (const Entry& entry : entries) {
        const ImVec2 size = button_size(look, entry.spec);
        if (button_at(look, {x, bar.centre().y - size.y / 2}, entry.spec))
            panel.out.push_back(entry.action);
        x += size.x + look.px(6);
    }
    return x;
}

float draw_levels(const Panel& panel, float right, float top) {
    const std::vector<std::string_view> levels = {"Flow", "Line", "Check"};
    const float x = right - segments_width(panel.look, levels);
    const int level = segments_at(
        panel.look, {x, top}, "level", levels, static_cast<int>(panel.state.settings.level),
        "How closely to look: node by node, line by line, every check (F, L, C)");
    if (level >= 0) panel.out.push_back(session::SetLevel{static_cast<lesson::Level>(level)});
    return x;
}

float draw_speed(const Panel& panel, float right, float top) {
    const session::Settings& settings = panel.state.settings;
    const std::string speed =
        fmt::format("{}\u00d7", session::kSpeeds[static_cast<std::size_t>(settings.speed)]);
    const ButtonSpec spec = {"speed", Icon::None, speed, ButtonKind::Ghost, "Speed (Up, Down)"};
    const float x = right - panel.look.px(58);
    if (button_at(panel.look, {x, top}, spec)) {
        const int count = static_cast<int>(session::kSpeeds.size());
        panel.out.push_back(session::SetSpeed{(settings.speed + 1) % count});
    }
    return x;
}

// Below the count: stepped back, or held by a breakpoint. Pressing it leads to the present.
void draw_standing(const Panel& panel, const Box& row) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const bool past = session::in_the_past(panel.state);
    if (!past && !session::at_breakpoint(panel.state)) return;
    const char* text = past ? "in the past" : "breakpoint";
    const float icon = icon_width(look, Type::Small) + look.px(4);
    const float width = icon + text_size(look, Type::SmallStrong, text).x;
    const Box box = {{row.max.x - width, row.min.y}, row.max};
    const ImU32 color = past ? p.warn : p.bad;
    draw_icon(look, {box.min.x + icon / 2, box.centre().y}, Type::Small, color,
              past ? Icon::History : Icon::Dot);
    draw_text_in_row(look, {box.min.x + icon, box.min.y}, box.height(), Type::SmallStrong, color,
                     text);
    if (!past) return;
    const Hit hit = hit_area("present", box);
    if (hit.hovered) tip(look, "Back to the furthest step you have been to (Shift+End)");
    if (hit.pressed) panel.out.push_back(session::GoToFurthest{});
}

// "Step 14 of 37", large for a presenter. Out: where it begins.
float draw_count(const Panel& panel, float right, const Box& bar) {
    const Look& look = panel.look;
    const int count = std::max(1, panel.state.stop_count);
    const Type type = panel.state.presenter ? Type::Caption : Type::Strong;
    const auto written = [&](int step) {
        return panel.state.presenter ? fmt::format("{} / {}", step, count)
                                     : fmt::format("Step {} of {}", step, count);
    };
    const std::string step = written(panel.state.stop + 1);
    // The width of the widest count, so that the track keeps its length.
    const float width = std::max(text_size(look, type, written(std::max(10, count))).x,
                                 text_size(look, Type::SmallStrong, "in the past").x +
                                     icon_width(look, Type::Small) + look.px(4));
    const float x = right - width;
    const bool two_rows = session::in_the_past(panel.state) || session::at_breakpoint(panel.state);
    const float line = look.px(panel.state.presenter ? 32 : 20), second = look.px(18);
    const float top = bar.centre().y - (two_rows ? line + second : line) / 2;
    draw_text_in_row(look, {right - text_size(look, type, step).x, top}, line, type,
                     look.palette.text, step);
    draw_standing(panel, {{x, top + line}, {right, top + line + second}});
    return x;
}

// Right to left: level, speed, the count of steps. Out: where they begin.
float draw_settings(const Panel& panel, const Box& bar) {
    const Look& look = panel.look;
    const float top = bar.centre().y - look.px(16);
    float x = bar.max.x;
    // A narrow bar keeps what a key does as well for the keys.
    if (bar.width() > look.px(860)) x = draw_levels(panel, x, top);
    if (bar.width() > look.px(720)) x = draw_speed(panel, x, top);
    return draw_count(panel, x - look.px(x < bar.max.x ? 16 : 0), bar);
}

// -- the track
// -------------------------------------------------------------------------------------

class Track {
  public:
    Track(const Panel& panel, const Box& box)
        : panel_(panel), look_(panel.look), box_(box), count_(panel.state.stop_count) {
        line_y_ = box.centre().y + look_.px(7);
    }

    void draw() {
        if (count_ <= 0 || box_.width() < look_.px(40)) return;
        drag();
        for (int i = 0; i < static_cast<int>(panel_.lesson().requests.size()); ++i) draw_request(i);
        draw_marks();
        draw_breakpoints();
        draw_furthest();
        draw_handle();
    }

  private:
    ImDrawList& list() const { return *ImGui::GetWindowDrawList(); }
    const std::vector<int>& stops() const { return session::stops_of(panel_.state); }
    float x_of(int stop) const {
        const float share =
            count_ > 1 ? static_cast<float>(stop) / static_cast<float>(count_ - 1) : 0;
        return box_.min.x + share * box_.width();
    }
    int stop_at(int step) const {
        const auto& all = stops();
        const auto found = std::lower_bound(all.begin(), all.end(), step);
        return std::min(static_cast<int>(found - all.begin()), count_ - 1);
    }

    void drag() const {
        const float reach = look_.px(8);
        hit_area("track", {{box_.min.x - reach, box_.min.y}, {box_.max.x + reach, box_.max.y}},
                 Keyboard::Skips);
        if (!ImGui::IsItemActive()) return;
        const float share = (ImGui::GetIO().MousePos.x - box_.min.x) / box_.width();
        const int stop = static_cast<int>(
            std::lround(std::clamp(share, 0.0f, 1.0f) * static_cast<float>(count_ - 1)));
        if (stop != panel_.state.stop) panel_.out.push_back(session::GoToStop{stop});
    }

    // One bar for each request, its name above, filled as far as the walk has come.
    void draw_request(int index) const {
        const Palette& p = look_.palette;
        const auto& request = panel_.lesson().requests[static_cast<std::size_t>(index)];
        const float gap = look_.px(4);
        const float left = x_of(stop_at(request.first_step)) - (index == 0 ? 0 : gap);
        const bool last = index + 1 == static_cast<int>(panel_.lesson().requests.size());
        const float right = last ? box_.max.x : x_of(stop_at(request.last_step + 1)) - 2 * gap;
        const float half = look_.px(3);
        const ImVec2 from = {left, line_y_ - half}, to = {right, line_y_ + half};
        list().AddRectFilled(from, to, p.border, half);
        const float here = x_of(panel_.state.stop);
        if (here > left) list().AddRectFilled(from, {std::min(here, right), to.y}, p.accent, half);
        draw_request_name(index, request, left, right);
    }

    void draw_request_name(int index, const session::RequestView& request, float left,
                           float right) const {
        const Palette& p = look_.palette;
        const bool here = panel_.now().request == index;
        const bool done = panel_.now().step >= request.response_step;
        const float top = box_.min.y + look_.px(6), height = look_.px(18);
        std::string name = fmt::format("Request {}", index + 1);
        if (text_size(look_, Type::Small, name).x + look_.px(20) > right - left)
            name = fmt::format("{}", index + 1);
        if (text_size(look_, Type::Small, name).x > right - left + look_.px(8) && !here) return;
        const ImU32 color = here ? p.accent : p.muted;
        draw_text_in_row(look_, {left, top}, height, here ? Type::SmallStrong : Type::Small, color,
                         name);
        const float name_end =
            left + text_size(look_, here ? Type::SmallStrong : Type::Small, name).x;
        if (!done || name_end + look_.px(18) > right) return;
        const float x =
            left + text_size(look_, here ? Type::SmallStrong : Type::Small, name).x + look_.px(12);
        const bool allowed = request.outcome == session::Outcome::Allowed;
        const bool rejected = request.outcome == session::Outcome::Rejected;
        draw_icon(look_, {x, top + height / 2}, Type::Small,
                  allowed    ? p.good
                  : rejected ? p.bad
                             : p.warn,
                  allowed    ? Icon::CheckCircle
                  : rejected ? Icon::Blocked
                             : Icon::Warning);
    }

    // Where key moments lie: a small bulb-coloured tick to press.
    void draw_marks() const {
        const Palette& p = look_.palette;
        for (const session::MomentView& moment : panel_.lesson().moments) {
            if (moment.step < 0 || panel_.state.proof) continue;
            const float x = x_of(stop_at(moment.step));
            list().AddCircleFilled({x, line_y_}, look_.px(4.5f), p.card);
            list().AddCircleFilled({x, line_y_}, look_.px(3), p.warn);
        }
    }

    // Breakpoints hang below the track: one mark for all that fall on the same place.
    void draw_breakpoints() const {
        const std::vector<int>& steps = panel_.state.breakpoint_steps;
        const int places = std::min(count_, std::max(1, static_cast<int>(box_.width())));
        for (int i = 0; i < places && !steps.empty(); ++i) {
            const int first = place_begin(i, places), next = place_begin(i + 1, places);
            const int after = first == 0 ? -1 : stops()[static_cast<std::size_t>(first - 1)];
            const auto found = std::upper_bound(steps.begin(), steps.end(), after);
            if (found != steps.end() && *found <= stops()[static_cast<std::size_t>(next - 1)])
                draw_breakpoint(x_of(first));
        }
    }
    int place_begin(int place, int places) const {
        return static_cast<int>(static_cast<std::int64_t>(place) * count_ / places);
    }
    void draw_breakpoint(float x) const {
        list().AddTriangleFilled({x, line_y_ + look_.px(5)},
                                 {x + look_.px(4.5f), line_y_ + look_.px(13)},
                                 {x - look_.px(4.5f), line_y_ + look_.px(13)}, look_.palette.bad);
    }

    // How far the learner has been, once stepped back from there.
    void draw_furthest() const {
        if (!session::in_the_past(panel_.state)) return;
        const float x = x_of(stop_at(panel_.state.furthest));
        list().AddRectFilled({x - look_.px(1.5f), line_y_ - look_.px(8)},
                             {x + look_.px(1.5f), line_y_ + look_.px(8)}, look_.palette.warn,
                             look_.px(1));
    }

    void draw_handle() const {
        const Palette& p = look_.palette;
        const ImVec2 at = {x_of(panel_.state.stop), line_y_};
        list().AddCircleFilled({at.x, at.y + look_.px(1)}, look_.px(9), p.shadow);
        list().AddCircleFilled(at, look_.px(8), p.card);
        list().AddCircleFilled(at, look_.px(6), p.accent);
    }

    const Panel& panel_;
    const Look& look_;
    Box box_;
    int count_;
    float line_y_;
};

}  // namespace

void draw_timeline(const Panel& panel, const Box& bar) {
    const float left = draw_transport(panel, bar) + panel.look.px(18);
    const float right = draw_settings(panel, bar) - panel.look.px(26);
    Track(panel, {{left, bar.min.y}, {right, bar.max.y}}).draw();
}

}  // namespace ui
