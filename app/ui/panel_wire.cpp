#include "ui/panel_wire.h"

#include <algorithm>

#include "ui/widgets_card.h"
#include "ui/widgets_source.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

using session::Outcome;
using session::WirePart;

Piece piece_of(const Palette& p, const session::WireSpan& span) {
    switch (span.part) {
        case WirePart::Start: return {span.begin, span.end, p.text, 0};
        case WirePart::Name: return {span.begin, span.end, p.function, 0};
        case WirePart::Value: return {span.begin, span.end, p.text, 0};
        case WirePart::Scheme: return {span.begin, span.end, p.keyword, 0};
        case WirePart::Credentials: return {span.begin, span.end, p.warn, p.warn_soft};
        case WirePart::TokenHeader: return {span.begin, span.end, p.type, p.warn_soft};
        case WirePart::TokenClaims: return {span.begin, span.end, p.keyword, p.warn_soft};
        case WirePart::TokenSignature: return {span.begin, span.end, p.number, p.warn_soft};
        case WirePart::Body: return {span.begin, span.end, p.string, 0};
    }
    return {};
}

bool has_credentials(const std::vector<session::WireLine>& lines) {
    for (const session::WireLine& line : lines)
        for (const session::WireSpan& span : line.parts)
            if (span.part == WirePart::Credentials || span.part == WirePart::TokenHeader)
                return true;
    return false;
}

void draw_bytes(const Look& look, const std::vector<session::WireLine>& lines, float width) {
    const Palette& p = look.palette;
    const float pad = look.px(12), line_tall = line_height(look, Type::CodeSmall);
    struct Laid {
        std::vector<int> rows;
        float y;
    };
    std::vector<Laid> laid;
    float height = pad;
    for (const session::WireLine& line : lines) {
        laid.push_back({row_starts(look, Type::CodeSmall, line.text, width - 2 * pad), height});
        height += static_cast<float>(laid.back().rows.size()) * line_tall;
    }
    height += pad;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + width, at.y + height}, p.raised, look.px(6));
    list.AddRect(at, {at.x + width, at.y + height}, p.border, look.px(6));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::vector<Piece> pieces;
        for (const session::WireSpan& span : lines[i].parts) pieces.push_back(piece_of(p, span));
        draw_source_line(look, {at.x + pad, at.y + laid[i].y}, Type::CodeSmall, lines[i].text,
                         laid[i].rows, pieces, p.muted);
    }
    ImGui::Dummy({width, height});
}

// "Request   GET /protected            credentials"
void draw_heading(const Look& look, Icon icon, std::string_view title, const Badge& badge,
                  float width) {
    const Palette& p = look.palette;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = look.px(24);
    draw_icon(look, {at.x + look.px(8), at.y + height / 2}, Type::Small, p.muted, icon);
    draw_text_in_row(look, {at.x + look.px(22), at.y}, height, Type::SmallStrong, p.muted, title);
    const ImVec2 size = badge_size(look, badge);
    if (!badge.text.empty())
        draw_badge(look, {at.x + width - size.x, at.y + (height - size.y) / 2}, badge);
    ImGui::Dummy({width, height});
    gap(look, 4);
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

// The response is what is new when it arrives: it is scrolled to.
void follow_response(const Panel& panel) {
    const int step = panel.now().step;
    if (panel.memory.wire_step == step) return;
    panel.memory.wire_step = step;
    if (panel.now().response_built) {
        ImGui::SetScrollHereY(1.0f);
    } else {
        ImGui::SetScrollY(0);
    }
}

}  // namespace

void draw_wire_panel(const Panel& panel) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const int index = panel.now().request;
    if (index < 0)
        return empty_state(look, Icon::Swap, "No request yet",
                           "The program is loading. Step forward to send the first request.");
    const auto& request = panel.lesson().requests[static_cast<std::size_t>(index)];
    const float width = body_width();
    Badge credentials = {Icon::Key, "credentials", p.warn, p.warn_soft};
    if (!has_credentials(request.request_lines))
        credentials = {Icon::Key, "no credentials", p.muted, p.raised};
    draw_heading(look, Icon::ArrowRight, "Request", credentials, width);
    draw_bytes(look, request.request_lines, width);
    gap(look, 12);
    const bool built = panel.now().response_built;
    draw_heading(look, Icon::ArrowLeft, "Response", built ? outcome_badge(p, request) : Badge{},
                 width);
    if (built) {
        draw_bytes(look, request.response_lines, width);
    } else {
        draw_waiting(look, width);
    }
    gap(look, 8);
    follow_response(panel);
}

}  // namespace ui
