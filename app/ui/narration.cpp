#include "ui/narration.h"

#include <fmt/format.h>

#include <algorithm>

#include "ui/widgets_text.h"

namespace ui {

namespace {

constexpr float kBadgeSide = 28;

bool two_lines(const Look& look, float width) { return width < look.px(1320); }

std::string place_of(const Panel& panel) {
    const session::StepView& now = panel.now();
    std::string place = now.request < 0 ? "Start"
                                        : fmt::format("Request {} of {}", now.request + 1,
                                                      panel.lesson().requests.size());
    if (now.line > 0) place += fmt::format("  \u00b7  line {}", now.line);
    return place;
}

// What this step made known or changed, by name: "token", "Result, Response".
std::string news_of(const Panel& panel) {
    std::string names;
    const auto add = [&names](const std::string& name) {
        names += names.empty() ? name : ", " + name;
    };
    const auto& table = panel.now().table;
    const int request = panel.now().request;
    for (std::size_t r = 0; r < table.size(); ++r)
        for (std::size_t c = 0; c < table[r].size(); ++c)
            if (table[r][c].changed && panel.lesson().table.rows[r].request == request)
                add(panel.lesson().table.titles[c]);
    const auto& tracker = panel.now().tracker;
    for (std::size_t r = 0; r < tracker.size(); ++r)
        for (const session::CellView& cell : tracker[r])
            if (cell.changed) add(panel.lesson().tracker.rows[r].variable);
    return names;
}

// On the right: where we are and what is new. Out: where it begins.
float draw_aside(const Panel& panel, const Box& bar) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const std::string place = place_of(panel), news = news_of(panel);
    const float right = bar.max.x - look.px(16);
    const float place_width = text_size(look, Type::Small, place).x;
    if (news.empty()) {
        draw_text_in_row(look, {right - place_width, bar.min.y}, bar.height(), Type::Small, p.muted,
                         place);
        return right - place_width;
    }
    const float line = look.px(18), top = bar.centre().y - line;
    const float room = std::max(place_width, bar.width() * 0.22f);
    const std::string text = "new: " + news;
    const float width = std::min(room, text_size(look, Type::SmallStrong, text).x);
    draw_text_in_row(look, {right - place_width, top}, line, Type::Small, p.muted, place);
    draw_text_fitted(look, {{right - width, top + line}, {right, top + 2 * line}},
                     Type::SmallStrong, p.accent, text);
    ImGui::GetWindowDrawList()->AddCircleFilled({right - width - look.px(9), top + line * 1.5f},
                                                look.px(3), p.accent);
    return right - std::max(place_width, width + look.px(14));
}

// The largest type in which the sentence fits.
struct Fitted {
    Type type;
    Paragraph text;
};
Fitted fit(const Look& look, std::string_view sentence, float width, float height) {
    for (const Type type : {Type::Lead, Type::Body}) {
        Fitted fitted = {type, lay_out(look, type, sentence, width)};
        if (fitted.text.height <= height) return fitted;
    }
    return {Type::Small, lay_out(look, Type::Small, sentence, width)};
}

}  // namespace

EventSign sign_of(const Palette& p, trace::EventKind kind) {
    using enum trace::EventKind;
    switch (kind) {
        case Request: return {Icon::Plane, p.accent, p.accent_soft};
        case RouteMatched:
        case RouteMissed: return {Icon::Fork, p.accent, p.accent_soft};
        case BodyRead:
        case ParameterRead: return {Icon::Inbox, p.accent, p.accent_soft};
        case DependencyEntered:
        case DependencyReused:
        case DependencyLeft: return {Icon::Layers, p.accent, p.accent_soft};
        case CredentialsRead:
        case TokenCheck:
        case PasswordCheck: return {Icon::Key, p.warn, p.warn_soft};
        case ExceptionHandled:
        case Raise:
        case Unwind:
        case Caught: return {Icon::Bolt, p.bad, p.bad_soft};
        case Response: return {Icon::ArrowLeft, p.good, p.good_soft};
        case Line: return {Icon::Code, p.accent, p.accent_soft};
        case Call:
        case Resume: return {Icon::ArrowRight, p.accent, p.accent_soft};
        case Return:
        case Yield: return {Icon::Return, p.accent, p.accent_soft};
        case Assign:
        case Change: return {Icon::Pencil, p.accent, p.accent_soft};
        case Output: return {Icon::Terminal, p.accent, p.accent_soft};
    }
    return {Icon::Dot, p.accent, p.accent_soft};
}

namespace {

// A response is signed by how the request ended.
EventSign sign_now(const Panel& panel) {
    const Palette& p = panel.look.palette;
    const int request = panel.now().request;
    if (panel.now().kind == trace::EventKind::Response && request >= 0) {
        switch (panel.lesson().requests[static_cast<std::size_t>(request)].outcome) {
            case session::Outcome::Allowed: return {Icon::CheckCircle, p.good, p.good_soft};
            case session::Outcome::Rejected: return {Icon::Blocked, p.bad, p.bad_soft};
            case session::Outcome::Failed: return {Icon::Warning, p.warn, p.warn_soft};
        }
    }
    return sign_of(p, panel.now().kind);
}

}  // namespace

float narration_height(const Look& look, float width) {
    return look.px(two_lines(look, width) ? 60 : 48);
}

void draw_narration(const Panel& panel, const Box& bar) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(bar.min, bar.max, p.card, look.px(8));
    list.AddRect(bar.min, bar.max, p.border, look.px(8));

    const EventSign sign = sign_now(panel);
    const float side = look.px(kBadgeSide);
    const ImVec2 at = {bar.min.x + look.px(14), bar.centre().y - side / 2};
    list.AddRectFilled(at, {at.x + side, at.y + side}, sign.surface, look.px(7));
    draw_icon(look, {at.x + side / 2, bar.centre().y}, Type::Body, sign.color, sign.icon);

    float x = at.x + side + look.px(10);
    const float word_width =
        std::max(look.px(84), text_size(look, Type::Strong, panel.now().word).x);
    draw_text_in_row(look, {x, bar.min.y}, bar.height(), Type::Strong, sign.color,
                     panel.now().word);
    x += word_width + look.px(12);

    const float right = draw_aside(panel, bar);

    const Fitted sentence =
        fit(look, panel.now().narration, right - look.px(20) - x, bar.height() - look.px(4));
    draw_paragraph(look, {x, bar.centre().y - sentence.text.height / 2}, sentence.type, p.text,
                   sentence.text);
}

}  // namespace ui
