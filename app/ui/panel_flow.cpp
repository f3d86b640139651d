#include "ui/panel_flow.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets_button.h"
#include "ui/widgets_card.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

using lesson::NodeKind;
using session::Lit;

constexpr float kLeastScaleX = 0.62f, kLeastScaleY = 0.56f, kMostScale = 1.35f;

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

// Layout units to screen pixels.
struct Canvas {
    ImVec2 origin;
    float scale_x, scale_y;
    ImVec2 at(float x, float y) const { return {origin.x + x * scale_x, origin.y + y * scale_y}; }
};

Canvas make_canvas(const Look& look, const lesson::FlowGraph& flow, ImVec2 origin, ImVec2 room) {
    const float width = std::max(1.0f, flow.width), height = std::max(1.0f, flow.height);
    Canvas canvas;
    canvas.scale_x = std::clamp(room.x / width, look.px(kLeastScaleX), look.px(kMostScale));
    canvas.scale_y = std::clamp(room.y / height, look.px(kLeastScaleY), look.px(kMostScale));
    canvas.origin = {origin.x + std::max(0.0f, (room.x - width * canvas.scale_x) / 2),
                     origin.y + std::max(0.0f, (room.y - height * canvas.scale_y) / 2)};
    return canvas;
}

Box box_of(const Look& look, const Canvas& canvas, const lesson::PlacedNode& node) {
    const ImVec2 centre = canvas.at(node.x, node.y);
    const float width = node.width * canvas.scale_x;
    // Two lines of a label need their room also where the diagram is pressed together.
    const bool narrow = text_size(look, Type::SmallStrong, node.label).x > width - look.px(20);
    const float height =
        std::clamp(node.height * canvas.scale_y, look.px(narrow ? 38 : 26), look.px(56));
    return {{centre.x - width / 2, centre.y - height / 2},
            {centre.x + width / 2, centre.y + height / 2}};
}

// Decisions have pointed sides, rejections cut corners, ends are round: shape tells, not colour.
void outline(ImDrawList& list, const Look& look, const Box& box, NodeKind kind) {
    const float h = box.height() / 2;
    if (kind == NodeKind::Decision) {
        const float point = std::min(h * 0.6f, look.px(14));
        list.PathLineTo({box.min.x, box.min.y + h});
        list.PathLineTo({box.min.x + point, box.min.y});
        list.PathLineTo({box.max.x - point, box.min.y});
        list.PathLineTo({box.max.x, box.min.y + h});
        list.PathLineTo({box.max.x - point, box.max.y});
        list.PathLineTo({box.min.x + point, box.max.y});
        return;
    }
    if (kind == NodeKind::Reject) {
        const float cut = look.px(9);
        list.PathLineTo({box.min.x + cut, box.min.y});
        list.PathLineTo({box.max.x - cut, box.min.y});
        list.PathLineTo({box.max.x, box.min.y + cut});
        list.PathLineTo({box.max.x, box.max.y - cut});
        list.PathLineTo({box.max.x - cut, box.max.y});
        list.PathLineTo({box.min.x + cut, box.max.y});
        list.PathLineTo({box.min.x, box.max.y - cut});
        list.PathLineTo({box.min.x, box.min.y + cut});
        return;
    }
    const bool round = kind == NodeKind::Start || kind == NodeKind::End;
    list.PathRect(box.min, box.max, round ? h : look.px(8));
}

void draw_shape(const Look& look, const Box& box, NodeKind kind, Lit lit, bool hovered) {
    const Palette& p = look.palette;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 tint = tint_of(p, kind);
    if (lit == Lit::Current) {  // a halo
        Box halo = {{box.min.x - look.px(4), box.min.y - look.px(4)},
                    {box.max.x + look.px(4), box.max.y + look.px(4)}};
        outline(list, look, halo, kind);
        list.PathFillConvex(with_alpha(tint, 0.22f));
    }
    outline(list, look, box, kind);
    list.PathFillConvex(lit == Lit::No ? (hovered ? p.hover : p.raised) : soft_of(p, kind));
    outline(list, look, box, kind);
    list.PathStroke(lit == Lit::No ? p.strong_border : tint, ImDrawFlags_Closed,
                    look.px(lit == Lit::Current  ? 2.5f
                            : lit == Lit::Passed ? 1.5f
                                                 : 1.0f));
}

// The label in one or two lines, with the icon when there is room for it.
void draw_label(const Look& look, const Box& box, const lesson::PlacedNode& node, Lit lit) {
    const Palette& p = look.palette;
    const ImU32 color = lit == Lit::No ? p.muted : p.text;
    const ImU32 icon_color = lit == Lit::No ? p.muted : tint_of(p, node.kind);
    const float side = node.kind == NodeKind::Decision ? look.px(12) : look.px(10);
    const float icon = icon_width(look, Type::Body) + look.px(6);
    Type type = Type::Strong;
    if (text_size(look, type, node.label).x > box.width() - 2 * side - icon)
        type = Type::SmallStrong;
    float room = box.width() - 2 * side;
    const bool with_icon = text_size(look, type, node.label).x <= room - icon;
    if (with_icon) room -= icon;
    const Paragraph laid = lay_out(look, type, node.label, room);
    const float leading = laid.lines.size() > 1 ? look.px(16) : line_height(look, type);
    const float text_height = leading * static_cast<float>(laid.lines.size());
    const float used = laid.width + (with_icon ? icon : 0);
    float x = box.centre().x - used / 2;
    if (with_icon) {
        draw_icon(look, {x + icon_width(look, Type::Body) / 2, box.centre().y}, Type::Body,
                  icon_color, icon_of(node.kind));
        x += icon;
    }
    float y = box.centre().y - text_height / 2;
    for (const auto& line : laid.lines) {
        for (const Run& run : line)
            draw_text_in_row(look, {x + run.x, y}, leading, type, color, run.text);
        y += leading;
    }
}

void draw_arrow_head(const Look& look, ImVec2 from, ImVec2 to, ImU32 color) {
    const float dx = to.x - from.x, dy = to.y - from.y;
    const float length = std::max(1.0f, std::sqrt(dx * dx + dy * dy));
    const ImVec2 along = {dx / length, dy / length};
    const float back = look.px(9), half = look.px(4.5f);
    const ImVec2 base = {to.x - along.x * back, to.y - along.y * back};
    ImGui::GetWindowDrawList()->AddTriangleFilled(
        to, {base.x - along.y * half, base.y + along.x * half},
        {base.x + along.y * half, base.y - along.x * half}, color);
}

// Corners of the polyline are rounded: each is replaced by a curve between the middles.
void stroke_path(ImDrawList& list, const std::vector<ImVec2>& points, ImU32 color, float width) {
    list.PathLineTo(points.front());
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const ImVec2 here = points[i], next = points[i + 1];
        const ImVec2 middle = {(here.x + next.x) / 2, (here.y + next.y) / 2};
        list.PathBezierQuadraticCurveTo(here, i + 2 == points.size() ? next : middle);
    }
    if (points.size() == 2) list.PathLineTo(points.back());
    list.PathStroke(color, 0, width);
}

// From border to border of the boxes as drawn (they may be flatter than the layout's).
std::vector<ImVec2> points_of(const Look& look, const Canvas& canvas, const lesson::FlowGraph& flow,
                              const lesson::PlacedEdge& edge) {
    std::vector<ImVec2> points;
    for (const auto& [x, y] : edge.points) points.push_back(canvas.at(x, y));
    if (points.size() < 2) return points;
    const Box from = box_of(look, canvas, flow.nodes[static_cast<std::size_t>(edge.from)]);
    const Box to = box_of(look, canvas, flow.nodes[static_cast<std::size_t>(edge.to)]);
    const bool down = points.back().y >= points.front().y;
    points.front().y = down ? from.max.y : from.min.y;
    points.back().y = down ? to.min.y - look.px(1) : to.max.y + look.px(1);
    return points;
}

void draw_edge(const Panel& panel, const Canvas& canvas, std::size_t index) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const lesson::FlowGraph& flow = panel.lesson().flow;
    const lesson::PlacedEdge& edge = flow.edges[index];
    const auto points = points_of(look, canvas, flow, edge);
    if (points.size() < 2) return;
    const Lit lit = panel.now().edges[index];
    const NodeKind target = flow.nodes[static_cast<std::size_t>(edge.to)].kind;
    const ImU32 color = lit == Lit::No ? p.strong_border : tint_of(p, target);
    stroke_path(*ImGui::GetWindowDrawList(), points, color, look.px(lit == Lit::No ? 1.25f : 2.5f));
    draw_arrow_head(look, points[points.size() - 2], points.back(), color);
}

void draw_edge_label(const Panel& panel, const Canvas& canvas, std::size_t index) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const lesson::PlacedEdge& edge = panel.lesson().flow.edges[index];
    if (edge.label.empty()) return;
    const Lit lit = panel.now().edges[index];
    const ImVec2 size = text_size(look, Type::Small, edge.label);
    const ImVec2 centre = canvas.at(edge.label_x, edge.label_y);
    const float half_width = size.x / 2 + look.px(6), half_height = look.px(9);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({centre.x - half_width, centre.y - half_height},
                       {centre.x + half_width, centre.y + half_height}, p.card, look.px(9));
    draw_text_in_row(look, {centre.x - size.x / 2, centre.y - half_height}, 2 * half_height,
                     Type::Small, lit == Lit::No ? p.muted : p.text, edge.label);
}

int step_that_lit(const Panel& panel, int node) {
    const auto& visits = panel.lesson().flow.visits;
    const auto request = static_cast<std::size_t>(std::max(0, panel.now().request));
    // In the request on the screen if it goes there, else in the first that does.
    if (request < visits.size())
        for (const lesson::FlowVisit& visit : visits[request])
            if (visit.node == node) return visit.step;
    for (const auto& of_request : visits)
        for (const lesson::FlowVisit& visit : of_request)
            if (visit.node == node) return visit.step;
    return -1;
}

void draw_node(const Panel& panel, const Canvas& canvas, int index) {
    const Look& look = panel.look;
    const auto at = static_cast<std::size_t>(index);
    const lesson::PlacedNode& node = panel.lesson().flow.nodes[at];
    const Box box = box_of(look, canvas, node);
    const Lit lit = panel.now().nodes[at];
    const Hit hit = hit_area(index, box);
    if (hit.pressed)
        if (const int step = step_that_lit(panel, index); step >= 0)
            panel.out.push_back(session::GoToStep{step});
    draw_shape(look, box, node.kind, lit, hit.hovered);
    draw_label(look, box, node, lit);
    if (lit != Lit::Current || panel.memory.flow_step == panel.now().step) return;
    panel.memory.flow_step = panel.now().step;
    const float y = box.min.y - ImGui::GetWindowPos().y;
    if (y < 0 || y + box.height() > ImGui::GetWindowHeight()) ImGui::SetScrollFromPosY(y, 0.5f);
}

}  // namespace

void draw_flow_panel(const Panel& panel) {
    const lesson::FlowGraph& flow = panel.lesson().flow;
    if (flow.nodes.empty() || panel.now().nodes.size() != flow.nodes.size())
        return empty_state(panel.look, Icon::Sitemap, "No diagram", "The lesson draws no flow.");
    const Look& look = panel.look;
    const float margin = look.px(6);  // room for the halo
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const ImVec2 room = {body_width() - 2 * margin, ImGui::GetContentRegionAvail().y - look.px(16)};
    const Canvas canvas = make_canvas(look, flow, {origin.x + margin, origin.y + margin}, room);
    for (std::size_t i = 0; i < flow.edges.size(); ++i) draw_edge(panel, canvas, i);
    for (std::size_t i = 0; i < flow.edges.size(); ++i) draw_edge_label(panel, canvas, i);
    for (int i = 0; i < static_cast<int>(flow.nodes.size()); ++i) draw_node(panel, canvas, i);
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy({flow.width * canvas.scale_x, flow.height * canvas.scale_y + look.px(8)});
}

}  // namespace ui
