#include "ui/narration.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <initializer_list>

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
    return fmt::format("{}", fmt::join(panel.now().news, ", "));
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

// The largest of these types in which the sentence fits; the last one in any case.
struct Fitted {
    Type type = Type::Small;
    Paragraph text;
};
Fitted fit(const Look& look, std::string_view sentence, float width, float height,
           std::initializer_list<Type> types) {
    Fitted fitted;
    for (const Type type : types) {
        fitted = {type, lay_out(look, type, sentence, width)};
        if (fitted.text.height <= height) break;
    }
    return fitted;
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

float narration_height(const Look& look, float width, Captions captions) {
    if (captions == Captions::Large) return look.px(two_lines(look, width) ? 88 : 56);
    return look.px(two_lines(look, width) ? 60 : 48);
}

namespace {

// In a window as narrow as this the sentence alone has room.
bool sentence_alone(const Look& look, const Box& bar) { return bar.width() < look.px(700); }

// The sign of the event's kind, and its word. Out: where they end.
float draw_sign(const Panel& panel, const Box& bar, bool large) {
    const Look& look = panel.look;
    const EventSign sign = sign_now(panel);
    const float side = look.px(large ? 40 : kBadgeSide);
    const ImVec2 at = {bar.min.x + look.px(14), bar.centre().y - side / 2};
    ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + side, at.y + side}, sign.surface,
                                              look.px(7));
    draw_icon(look, {at.x + side / 2, bar.centre().y}, large ? Type::Title : Type::Body, sign.color,
              sign.icon);
    const float x = at.x + side + look.px(10);
    if (sentence_alone(look, bar)) return x;
    const Type type = large ? Type::LeadStrong : Type::Strong;
    draw_text_in_row(look, {x, bar.min.y}, bar.height(), type, sign.color, panel.now().word);
    return x + std::max(look.px(large ? 104 : 84), text_size(look, type, panel.now().word).x);
}

}  // namespace

void draw_narration(const Panel& panel, const Box& bar) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const bool large = panel.state.presenter || panel.state.settings.caption;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(bar.min, bar.max, p.card, look.px(8));
    list.AddRect(bar.min, bar.max, large ? p.strong_border : p.border, look.px(8));
    const float x = draw_sign(panel, bar, large) + look.px(12);
    // A presenter's step counter says where we are.
    const bool alone = panel.state.presenter || sentence_alone(look, bar);
    const float right = alone ? bar.max.x - look.px(16) : draw_aside(panel, bar);
    const float width = right - look.px(20) - x, height = bar.height() - look.px(4);
    const std::string& sentence = panel.now().narration;
    const Fitted fitted =
        large ? fit(look, sentence, width, height,
                    {Type::Caption, Type::Title, Type::Lead, Type::Body, Type::Small})
              : fit(look, sentence, width, height, {Type::Lead, Type::Body, Type::Small});
    list.PushClipRect(bar.min, bar.max, true);
    const float top = std::max(bar.min.y, bar.centre().y - fitted.text.height / 2);
    draw_paragraph(look, {x, top}, fitted.type, p.text, fitted.text);
    list.PopClipRect();
}

}  // namespace ui
