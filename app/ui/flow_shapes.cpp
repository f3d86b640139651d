#include "ui/flow_shapes.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets_text.h"

namespace ui {

namespace {

using lesson::NodeKind;
using session::Outcome;

ImDrawList& draw_list() { return *ImGui::GetWindowDrawList(); }

constexpr float kLabelSize = 14;   // at zoom 1, unscaled pixels
constexpr float kLeastSize = 9;    // smaller text is left out
constexpr float kWishedSize = 12;  // text is kept at least this large where its box allows

// Paths of the outlines. Decisions are pointed, rejections have cut corners, ends are round.
void trace_pointed(const Box& box) {
    const float point = std::min(box.height() * 0.42f, box.width() * 0.18f), y = box.centre().y;
    draw_list().PathLineTo({box.min.x, y});
    draw_list().PathLineTo({box.min.x + point, box.min.y});
    draw_list().PathLineTo({box.max.x - point, box.min.y});
    draw_list().PathLineTo({box.max.x, y});
    draw_list().PathLineTo({box.max.x - point, box.max.y});
    draw_list().PathLineTo({box.min.x + point, box.max.y});
}

void trace_cut(const Box& box) {
    const float cut = std::min(box.height() * 0.3f, box.width() * 0.12f);
    draw_list().PathLineTo({box.min.x + cut, box.min.y});
    draw_list().PathLineTo({box.max.x - cut, box.min.y});
    draw_list().PathLineTo({box.max.x, box.min.y + cut});
    draw_list().PathLineTo({box.max.x, box.max.y - cut});
    draw_list().PathLineTo({box.max.x - cut, box.max.y});
    draw_list().PathLineTo({box.min.x + cut, box.max.y});
    draw_list().PathLineTo({box.min.x, box.max.y - cut});
    draw_list().PathLineTo({box.min.x, box.min.y + cut});
}

void trace_outline(const Box& box, NodeKind kind) {
    switch (kind) {
        case NodeKind::Decision: return trace_pointed(box);
        case NodeKind::Reject: return trace_cut(box);
        case NodeKind::Start:
        case NodeKind::End: return draw_list().PathRect(box.min, box.max, box.height() / 2);
        case NodeKind::Step: return draw_list().PathRect(box.min, box.max, box.height() * 0.14f);
        case NodeKind::Accept: return draw_list().PathRect(box.min, box.max, box.height() * 0.3f);
    }
}

Box grown(const Box& box, float by) { return box.inset(-by); }

// The baked face nearest to a size, and the size to draw it at: the baked one unless that is too
// large (smaller text is a little soft before 1.92, but it is an overview's).
struct Lettering {
    Type type;
    float size;
};
Lettering lettering_for(const Look& look, float size) {
    for (const Type type :
         {Type::Title, Type::LeadStrong, Type::Strong, Type::SmallStrong, Type::TinyStrong})
        if (look.fonts[type].px <= size + 0.5f) return {type, look.fonts[type].size};
    return {Type::TinyStrong, look.px(size)};
}

float width_of_lettering(const Look& look, const Lettering& lettering, std::string_view text) {
    return text_size(look, lettering.type, text).x * lettering.size /
           look.fonts[lettering.type].size;
}

// The label in as many lines as its words need.
std::vector<std::string_view> break_label(const Look& look, const Lettering& lettering,
                                          std::string_view text, float room) {
    std::vector<std::string_view> lines;
    std::size_t begin = 0, end = 0;
    while (end < text.size()) {
        const std::size_t next = std::min(text.find(' ', end + 1), text.size());
        if (end > begin &&
            width_of_lettering(look, lettering, text.substr(begin, next - begin)) > room) {
            lines.push_back(text.substr(begin, end - begin));
            begin = end + 1;
        }
        end = next;
    }
    lines.push_back(text.substr(begin));
    return lines;
}

struct Laid {
    Lettering lettering;
    std::vector<std::string_view> lines;
    float width = 0, leading = 0;
    bool fits = false;
};
Laid lay_out_label(const Look& look, std::string_view text, float size, ImVec2 room) {
    Laid laid;
    laid.lettering = lettering_for(look, size);
    laid.lines = break_label(look, laid.lettering, text, room.x);
    for (const std::string_view line : laid.lines)
        laid.width = std::max(laid.width, width_of_lettering(look, laid.lettering, line));
    laid.leading = laid.lettering.size * 1.12f;
    laid.fits = laid.width <= room.x &&
                laid.leading * static_cast<float>(laid.lines.size()) <= room.y + look.px(3);
    return laid;
}

}  // namespace

void stroke_curve(const Curve& curve, ImU32 color, float width, Dash dash, float dash_length) {
    if (curve.size() < 2) return;
    if (dash == Dash::No) {
        draw_list().AddPolyline(curve.data(), static_cast<int>(curve.size()), color, 0, width);
        return;
    }
    float left = dash_length;  // of the dash or gap being drawn
    bool drawn = true;
    ImVec2 at = curve.front();
    for (std::size_t i = 1; i < curve.size();) {
        const float dx = curve[i].x - at.x, dy = curve[i].y - at.y;
        const float here = std::hypot(dx, dy);
        const float part = std::min(here, left);
        const ImVec2 to = here > 0 ? ImVec2{at.x + dx * part / here, at.y + dy * part / here} : at;
        if (drawn) draw_list().AddLine(at, to, color, width);
        at = to;
        left -= part;
        if (part >= here) ++i;
        if (left > 0.01f) continue;
        drawn = !drawn;
        left = drawn ? dash_length : dash_length * 0.7f;
    }
}

void draw_arrow_head(const Look& look, const Curve& curve, ImU32 color) {
    if (curve.size() < 2) return;
    const ImVec2 to = curve.back(), from = curve[curve.size() - 2];
    const float dx = to.x - from.x, dy = to.y - from.y;
    const float length = std::max(0.01f, std::hypot(dx, dy));
    const ImVec2 along = {dx / length, dy / length};
    const float back = look.px(9), half = look.px(5);
    const ImVec2 base = {to.x - along.x * back, to.y - along.y * back};
    draw_list().AddTriangleFilled(to, {base.x - along.y * half, base.y + along.x * half},
                                  {base.x + along.y * half, base.y - along.x * half}, color);
}

Icon icon_of(NodeKind kind) {
    switch (kind) {
        case NodeKind::Start: return Icon::Plane;
        case NodeKind::Step: return Icon::Bolt;
        case NodeKind::Decision: return Icon::Fork;
        case NodeKind::Reject: return Icon::Blocked;
        case NodeKind::Accept: return Icon::CheckCircle;
        case NodeKind::End: return Icon::Inbox;
    }
    return Icon::None;
}

ImU32 tint_of(const Palette& p, NodeKind kind) {
    if (kind == NodeKind::Reject) return p.bad;
    if (kind == NodeKind::Accept || kind == NodeKind::End) return p.good;
    return p.accent;
}

ImU32 soft_of(const Palette& p, NodeKind kind) {
    if (kind == NodeKind::Reject) return p.bad_soft;
    if (kind == NodeKind::Accept || kind == NodeKind::End) return p.good_soft;
    return p.accent_soft;
}

Icon icon_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::Allowed: return Icon::Check;
        case Outcome::Rejected: return Icon::Cross;
        case Outcome::Failed: return Icon::Warning;
    }
    return Icon::None;
}

ImU32 tint_of(const Palette& p, Outcome outcome) {
    switch (outcome) {
        case Outcome::Allowed: return p.good;
        case Outcome::Rejected: return p.bad;
        case Outcome::Failed: return p.warn;
    }
    return p.accent;
}

ImU32 soft_of(const Palette& p, Outcome outcome) {
    switch (outcome) {
        case Outcome::Allowed: return p.good_soft;
        case Outcome::Rejected: return p.bad_soft;
        case Outcome::Failed: return p.warn_soft;
    }
    return p.accent_soft;
}

void draw_node_shape(const Look& look, const Box& box, NodeKind kind, const NodeInks& inks) {
    if (inks.halo) {
        trace_outline(grown(box, look.px(5)), kind);
        draw_list().PathFillConvex(inks.halo);
    }
    trace_outline(box, kind);
    draw_list().PathFillConvex(inks.surface);
    trace_outline(box, kind);
    draw_list().PathStroke(inks.border, ImDrawFlags_Closed, look.px(inks.width));
    if (kind != NodeKind::End) return;
    trace_outline(box.inset(look.px(4)), kind);  // a second line: here it ends
    draw_list().PathStroke(inks.border, ImDrawFlags_Closed, look.px(1));
}

void draw_node_label(const Look& look, const Box& box, const lesson::PlacedNode& node, float zoom,
                     const NodeInks& inks) {
    const float side = box.height() * (node.kind == NodeKind::Decision ? 0.36f : 0.26f);
    const ImVec2 room = {box.width() - 2 * side, box.height() - look.px(4)};
    const float icon = std::floor(look.fonts[Type::Body].size * 1.3f + look.px(6));
    const float wished = std::max(kLabelSize * zoom, kWishedSize);
    Laid laid;
    bool with_icon = false;
    for (float size = wished; size >= kLeastSize && !laid.fits; size -= 1) {
        laid = lay_out_label(look, node.label, size, {room.x - icon, room.y});
        with_icon = laid.fits;
        if (!laid.fits) laid = lay_out_label(look, node.label, size, room);
    }
    const Box inner = {{box.min.x + side, box.min.y}, {box.max.x - side, box.max.y}};
    if (!laid.fits) return draw_text_fitted(look, inner, Type::SmallStrong, inks.text, node.label);
    float x = box.centre().x - (laid.width + (with_icon ? icon : 0)) / 2;
    if (with_icon) {
        draw_icon(look, {x + (icon - look.px(6)) / 2, box.centre().y}, Type::Body, inks.icon,
                  icon_of(node.kind));
        x += icon;
    }
    float y = box.centre().y - laid.leading * static_cast<float>(laid.lines.size()) / 2 +
              (laid.leading - laid.lettering.size) / 2;
    for (const std::string_view line : laid.lines) {
        const float left =
            with_icon ? x : box.centre().x - width_of_lettering(look, laid.lettering, line) / 2;
        draw_list().AddText(look.fonts[laid.lettering.type].font, laid.lettering.size,
                            {std::floor(left), std::floor(y)}, inks.text, line.data(),
                            line.data() + line.size());
        y += laid.leading;
    }
}

void draw_small_label(const Look& look, const Box& box, float zoom, ImU32 color, ImU32 surface,
                      std::string_view text) {
    const Type type = zoom < 1 ? Type::Tiny : Type::Small;
    const float full = text_size(look, type, text).x, baked = look.fonts[type].size;
    const float room = box.width() - look.px(4);
    const float size = std::clamp(room / std::max(1.0f, full) * baked, look.px(kLeastSize), baked);
    const float width = full * size / baked;
    const ImVec2 at = {box.centre().x - width / 2, box.centre().y - size / 2};
    draw_list().AddRectFilled({at.x - look.px(4), box.centre().y - size * 0.7f},
                              {at.x + width + look.px(4), box.centre().y + size * 0.7f}, surface,
                              look.px(6));
    draw_list().AddText(look.fonts[type].font, size, {std::floor(at.x), std::floor(at.y)}, color,
                        text.data(), text.data() + text.size());
}

ImVec2 sign_size(const Look& look, const Sign& sign) {
    float width = look.px(12);
    if (sign.icon != Icon::None) width += icon_width(look, Type::Small);
    if (!sign.text.empty()) width += text_size(look, Type::SmallStrong, sign.text).x;
    if (sign.icon != Icon::None && !sign.text.empty()) width += look.px(3);
    return {width, look.px(20)};
}

namespace {

// What a sign says is read whole also where its node lies half outside.
ImVec2 sign_corner(ImVec2 centre, ImVec2 size) {
    const float left = draw_list().GetClipRectMin().x, right = draw_list().GetClipRectMax().x;
    ImVec2 corner = {centre.x - size.x / 2, centre.y - size.y / 2};
    if (centre.x > left && centre.x < right)
        corner.x = std::clamp(corner.x, left, std::max(left, right - size.x - 1));
    return corner;
}

}  // namespace

void draw_sign(const Look& look, ImVec2 centre, const Sign& sign) {
    const ImVec2 size = sign_size(look, sign);
    const ImVec2 at = sign_corner(centre, size);
    draw_list().AddRectFilled(at, at + size, sign.surface, size.y / 2);
    draw_list().AddRect(at, at + size, sign.border, size.y / 2, 0, look.px(1));
    float x = at.x + look.px(6);
    if (sign.icon != Icon::None) {
        const float icon = icon_width(look, Type::Small);
        draw_icon(look, {x + icon / 2, centre.y}, Type::Small, sign.color, sign.icon);
        x += icon + (sign.text.empty() ? 0 : look.px(3));
    }
    draw_text_in_row(look, {x, at.y}, size.y, Type::SmallStrong, sign.color, sign.text);
}

}  // namespace ui
