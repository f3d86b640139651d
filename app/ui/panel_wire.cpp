#include "ui/panel_wire.h"

#include <algorithm>

#include "session/wire_view.h"
#include "ui/source_view.h"
#include "ui/token_card.h"
#include "ui/widgets_button.h"
#include "ui/widgets_card.h"
#include "ui/widgets_source.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

using session::Outcome;
using session::WireLine;
using session::WirePart;
using session::WireSpan;

constexpr float kWirePad = 12;
constexpr std::string_view kOrigin = "http://127.0.0.1:8000";  // where `authwalk serve` listens

std::optional<lesson::TokenPart> token_part(WirePart part) {
    if (part == WirePart::TokenHeader) return lesson::TokenPart::Header;
    if (part == WirePart::TokenClaims) return lesson::TokenPart::Claims;
    if (part == WirePart::TokenSignature) return lesson::TokenPart::Signature;
    return std::nullopt;
}

Piece piece_of(const Palette& p, const WireSpan& span) {
    switch (span.part) {
        case WirePart::Start: return {span.begin, span.end, p.text, 0};
        case WirePart::Name: return {span.begin, span.end, p.function, 0};
        case WirePart::Value: return {span.begin, span.end, p.text, 0};
        case WirePart::Scheme: return {span.begin, span.end, p.keyword, 0};
        case WirePart::Credentials: return {span.begin, span.end, p.warn, p.warn_soft};
        case WirePart::TokenHeader:
        case WirePart::TokenClaims:
        case WirePart::TokenSignature:
            return {span.begin, span.end, color_of(p, *token_part(span.part)), p.card};
        case WirePart::Body: return {span.begin, span.end, p.string, 0};
    }
    return {};
}

bool is_secret(WirePart part) {
    return part == WirePart::Credentials || part == WirePart::TokenHeader;
}

bool has_credentials(const std::vector<WireLine>& lines) {
    for (const WireLine& line : lines)
        for (const WireSpan& span : line.parts)
            if (is_secret(span.part)) return true;
    return false;
}

// What the line is, in a word, for its right edge.
std::string_view word_of(const WireLine& line) {
    if (line.parts.empty()) return {};
    const WirePart first = line.parts.front().part;
    for (const WireSpan& span : line.parts)
        if (span.part == WirePart::TokenHeader) return "token";
    if (first == WirePart::Name) {
        for (const WireSpan& span : line.parts)
            if (span.part == WirePart::Credentials)
                return line.header == "www-authenticate" ? "challenge" : "credentials";
        return {};
    }
    return session::name_of(first);
}

// One message: its bytes in a box.
class MessagePainter {
  public:
    MessagePainter(const Panel& panel, const std::vector<WireLine>& lines, SourceMemory& memory,
                   float width)
        : panel_(panel),
          look_(panel.look),
          p_(panel.look.palette),
          lines_(lines),
          at_(ImGui::GetCursorScreenPos()),
          width_(width),
          text_{&lines, static_cast<int>(lines.size()),
                [&lines](int line) {
                    return std::string_view(lines[static_cast<std::size_t>(line)].text);
                }},
          view_(look_, Type::CodeSmall, text_, memory,
                {at_.x + look_.px(kWirePad), at_.y + look_.px(kWirePad)},
                width - look_.px(2 * kWirePad), Wrap::Yes) {}

    void draw() {
        const float height = view_.height() + look_.px(2 * kWirePad);
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.AddRectFilled(at_, {at_.x + width_, at_.y + height}, p_.raised, look_.px(6));
        list.AddRect(at_, {at_.x + width_, at_.y + height}, p_.border, look_.px(6));
        ImGui::PushID(&lines_);
        for (const SourceRow& row : view_.visible()) draw_row(row);
        ImGui::PopID();
        copy_when_asked(view_);
        ImGui::SetCursorScreenPos(at_);
        ImGui::Dummy({width_, height});
    }

  private:
    const WireLine& line(int index) const { return lines_[static_cast<std::size_t>(index)]; }

    void draw_row(const SourceRow& row) {
        const WireLine& here = line(row.line);
        const Box box = {{at_.x + look_.px(2), row.box.min.y},
                         {at_.x + width_ - look_.px(2), row.box.max.y}};
        ImGui::PushID(row.line);
        const Hit hit = hit_area(row.begin, box);
        ImGui::PopID();
        if (view_.select_here(hit.pressed) && here.step >= 0)
            panel_.out.push_back(session::GoToStep{here.step});
        const session::StepView& now = panel_.now();
        const bool fresh = here.read && here.step > now.previous_stop && here.step <= now.step;
        draw_surface(box, fresh, hit.hovered);
        std::vector<Piece> pieces;
        for (const WireSpan& span : here.parts) pieces.push_back(piece_of(p_, span));
        view_.draw_row(row, pieces, p_.muted);
        underline_token(row);
        if (row.last) draw_word(row, box, fresh ? "read now" : word_of(here), fresh);
        if (hit.hovered && !ImGui::IsMouseDown(ImGuiMouseButton_Left)) say_part(here);
    }

    void draw_surface(const Box& box, bool fresh, bool hovered) const {
        ImDrawList& list = *ImGui::GetWindowDrawList();
        if (hovered) list.AddRectFilled(box.min, box.max, p_.hover, look_.px(3));
        if (!fresh) return;
        list.AddRectFilled(box.min, box.max, p_.accent_soft, look_.px(3));
        list.AddRectFilled(box.min, {box.min.x + look_.px(3), box.max.y}, p_.accent, look_.px(2));
    }

    void underline_token(const SourceRow& row) const {
        for (const WireSpan& span : line(row.line).parts) {
            const auto part = token_part(span.part);
            const int begin = std::max(span.begin, row.begin), end = std::min(span.end, row.end);
            if (part && begin < end)
                underline_part(look_, *part, view_.x_at(row, begin), view_.x_at(row, end),
                               row.box.max.y - look_.px(2));
        }
    }

    // On the right, where there is room.
    void draw_word(const SourceRow& row, const Box& box, std::string_view word, bool fresh) const {
        const float width = text_size(look_, Type::Small, word).x;
        const float x = box.max.x - width - look_.px(8);
        if (word.empty() || x < view_.x_at(row, row.end) + look_.px(12)) return;
        draw_text_in_row(look_, {x, box.min.y}, box.height(), Type::Small,
                         fresh ? p_.accent : p_.faint, word);
    }

    void say_part(const WireLine& here) const {
        const TextPlace place = view_.place_at(ImGui::GetIO().MousePos);
        for (const WireSpan& span : here.parts)
            if (place.byte >= span.begin && place.byte < span.end)
                return tip(look_, std::string(session::name_of(span.part)) + "\n" +
                                      session::explain(here, span.part));
    }

    const Panel& panel_;
    const Look& look_;
    const Palette& p_;
    const std::vector<WireLine>& lines_;
    ImVec2 at_;
    float width_;
    SourceText text_;
    SourceView view_;
};

struct CopyButton {
    const char* id;
    std::string_view label;
    const char* tip;
};

// "-> Request                     [curl] [copy]   credentials". Out: the button pressed, or -1.
int draw_heading(const Look& look, Icon icon, std::string_view title, const Badge& badge,
                 const std::vector<CopyButton>& buttons, float width) {
    const Palette& p = look.palette;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = look.px(26);
    draw_icon(look, {at.x + look.px(8), at.y + height / 2}, Type::Small, p.muted, icon);
    draw_text_in_row(look, {at.x + look.px(22), at.y}, height, Type::SmallStrong, p.muted, title);
    float right = at.x + width;
    if (!badge.text.empty()) {
        const ImVec2 size = badge_size(look, badge);
        right -= size.x;
        draw_badge(look, {right, at.y + (height - size.y) / 2}, badge);
        right -= look.px(6);
    }
    float x = at.x + look.px(22) + text_size(look, Type::SmallStrong, title).x + look.px(8);
    int pressed = -1;
    for (std::size_t i = 0; i < buttons.size(); ++i) {
        const float wide = text_size(look, Type::Small, buttons[i].label).x +
                           icon_width(look, Type::Small) + look.px(14);
        if (x + wide > right) break;
        const Box box = {{x, at.y + look.px(1)}, {x + wide, at.y + height - look.px(1)}};
        const Hit hit = hit_area(buttons[i].id, box);
        if (hit.pressed) pressed = static_cast<int>(i);
        if (hit.hovered) {
            ImGui::GetWindowDrawList()->AddRectFilled(box.min, box.max, p.hover, look.px(5));
            tip(look, buttons[i].tip);
        }
        const ImU32 color = hit.hovered ? p.text : p.muted;
        draw_icon(look, {x + look.px(5) + icon_width(look, Type::Small) / 2, box.centre().y},
                  Type::Small, color, Icon::Copy);
        draw_text_in_row(look, {x + look.px(8) + icon_width(look, Type::Small), box.min.y},
                         box.height(), Type::Small, color, buttons[i].label);
        x += wide + look.px(2);
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, height});
    gap(look, 4);
    return pressed;
}

Badge outcome_badge(const Palette& p, const session::RequestView& request) {
    switch (request.outcome) {
        case Outcome::Allowed: return {Icon::CheckCircle, request.status, p.good, p.good_soft};
        case Outcome::Rejected: return {Icon::Blocked, request.status, p.bad, p.bad_soft};
        case Outcome::Failed: return {Icon::Warning, request.status, p.warn, p.warn_soft};
    }
    return {};
}

void draw_waiting(const Look& look, float width) {
    const Palette& p = look.palette;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = look.px(56);
    ImGui::GetWindowDrawList()->AddRect(at, {at.x + width, at.y + height}, p.border, look.px(6));
    draw_icon(look, {at.x + look.px(20), at.y + height / 2}, Type::Body, p.muted, Icon::Clock);
    draw_text_fitted(look, {{at.x + look.px(36), at.y}, {at.x + width - look.px(8), at.y + height}},
                     Type::Body, p.muted, "The program has not answered yet.");
    ImGui::Dummy({width, height});
}

// "alice:secret", and what that means.
void draw_basic(const Panel& panel, std::size_t index, float width) {
    const auto opened = session::open_basic(panel.lesson().run->requests[index]);
    if (!opened) return;
    const Look& look = panel.look;
    const Palette& p = look.palette;
    gap(look, 8);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float pad = look.px(kWirePad), inner = width - 2 * pad - look.px(22);
    const Paragraph value = lay_out(look, Type::CodeSmall, *opened, inner);
    const Paragraph says = lay_out(
        look, Type::Small,
        "Decoded from base64: that is a way of writing, not a secret. Anyone who sees the header "
        "can do it. RFC 7617 2.",
        inner);
    const float height = value.height + says.height + 2 * pad;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + width, at.y + height}, p.warn_soft, look.px(6));
    draw_icon(look, {at.x + pad + look.px(6), at.y + pad + look.px(10)}, Type::Small, p.warn,
              Icon::User);
    draw_paragraph(look, {at.x + pad + look.px(22), at.y + pad}, Type::CodeSmall, p.text, value);
    draw_paragraph(look, {at.x + pad + look.px(22), at.y + pad + value.height}, Type::Small,
                   p.muted, says);
    ImGui::Dummy({width, height});
}

void draw_request(const Panel& panel, std::size_t index, float width) {
    const Palette& p = panel.look.palette;
    const auto& request = panel.lesson().requests[index];
    Badge credentials = {Icon::Key, "credentials", p.warn, p.warn_soft};
    if (!has_credentials(request.request_lines))
        credentials = {Icon::Key, "no credentials", p.muted, p.raised};
    const std::vector<CopyButton> buttons = {
        {"copy curl", "curl", "Copy as a curl command for `authwalk serve`"},
        {"copy bytes", "bytes", "Copy the request as it is sent"}};
    const int pressed =
        draw_heading(panel.look, Icon::ArrowRight, "Request", credentials, buttons, width);
    if (pressed == 0)
        ImGui::SetClipboardText(
            session::curl_of(panel.lesson(), static_cast<int>(index), kOrigin).c_str());
    if (pressed == 1) ImGui::SetClipboardText(session::text_of(request.request_lines).c_str());
    MessagePainter(panel, request.request_lines, panel.memory.wire.request, width).draw();
    draw_basic(panel, index, width);
}

void draw_response(const Panel& panel, std::size_t index, float width) {
    const Look& look = panel.look;
    const auto& request = panel.lesson().requests[index];
    const bool built = panel.now().response_built;
    std::vector<CopyButton> buttons;
    if (built)
        buttons = {{"copy response", "bytes", "Copy the response as it is sent"},
                   {"copy body", "body", "Copy the body alone"}};
    const int pressed =
        draw_heading(look, Icon::ArrowLeft, "Response",
                     built ? outcome_badge(look.palette, request) : Badge{}, buttons, width);
    if (pressed == 0) ImGui::SetClipboardText(session::text_of(request.response_lines).c_str());
    if (pressed == 1)
        ImGui::SetClipboardText(panel.lesson().run->requests[index].response.body.c_str());
    if (!built) return draw_waiting(look, width);
    MessagePainter(panel, request.response_lines, panel.memory.wire.response, width).draw();
}

// The tokens of one of the messages, opened. They are looked at once per step.
void draw_tokens(const Panel& panel, bool of_response, float width) {
    WireMemory& memory = panel.memory.wire;
    if (memory.cards_of != &panel.lesson() || memory.cards_step != panel.now().step) {
        memory.cards = session::token_cards(panel.lesson(), panel.now());
        memory.cards_of = &panel.lesson();
        memory.cards_step = panel.now().step;
    }
    for (const session::TokenCard& card : memory.cards) {
        if (card.in_response != of_response) continue;
        gap(panel.look, 8);
        draw_token_card(panel, card, width);
    }
}

// The response is what is new when it arrives: it is scrolled to.
void follow_response(const Panel& panel) {
    const int step = panel.now().step;
    if (panel.memory.wire.step == step) return;
    panel.memory.wire.step = step;
    if (panel.now().response_built) {
        ImGui::SetScrollHereY(1.0f);
    } else {
        ImGui::SetScrollY(0);
    }
}

}  // namespace

void draw_wire_panel(const Panel& panel) {
    const Look& look = panel.look;
    const int index = panel.now().request;
    if (index < 0)
        return empty_state(look, Icon::Swap, "No request yet",
                           "The program is loading. Step forward to send the first request.");
    const float width = body_width();
    draw_request(panel, static_cast<std::size_t>(index), width);
    draw_tokens(panel, false, width);
    gap(look, 12);
    draw_response(panel, static_cast<std::size_t>(index), width);
    draw_tokens(panel, true, width);
    gap(look, 8);
    follow_response(panel);
}

}  // namespace ui
