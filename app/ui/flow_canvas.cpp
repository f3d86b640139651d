#include "ui/flow_canvas.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr float kReadable = 0.6f;    // a diagram is not made smaller than that unasked
constexpr float kLargest = 1.3f;     // nor larger
constexpr float kMostWider = 1.45f;  // nodes with it, so that their labels have room
constexpr float kMostTaller = 1.5f;  // the gaps between layers alone
constexpr int kCurveSteps = 14;
constexpr float kLabelHeight = 20;

float distance(ImVec2 a, ImVec2 b) { return std::hypot(b.x - a.x, b.y - a.y); }

float distance_to_segment(ImVec2 p, ImVec2 a, ImVec2 b) {
    const float dx = b.x - a.x, dy = b.y - a.y;
    const float squared = dx * dx + dy * dy;
    const float share =
        squared > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / squared, 0.0f, 1.0f) : 0;
    return distance(p, {a.x + share * dx, a.y + share * dy});
}

// From a to b, leaving and arriving upright.
void append_s(Curve& curve, ImVec2 a, ImVec2 b) {
    if (std::abs(a.x - b.x) < 0.5f) {
        curve.push_back(b);
        return;
    }
    const float middle = (a.y + b.y) / 2;
    for (int i = 1; i <= kCurveSteps; ++i) {
        const float t = static_cast<float>(i) / kCurveSteps, s = 1 - t;
        const float side = s * s * s + 3 * s * s * t;  // how much of a.x is left
        const float y =
            s * s * s * a.y + 3 * s * s * t * middle + 3 * s * t * t * middle + t * t * t * b.y;
        curve.push_back({a.x * side + b.x * (1 - side), y});
    }
}

}  // namespace

float zoom_to_fit(const Look& look, const lesson::FlowGraph& graph, const Box& room) {
    const float width = std::max(1.0f, graph.width), height = std::max(1.0f, graph.height);
    const float fit = std::min(room.width() / width, room.height() / height) / look.scale;
    return std::clamp(fit, kLeastZoom, kLargest);
}

FlowCanvas::FlowCanvas(const Look& look, const lesson::FlowGraph& graph, const Box& room,
                       const FlowMemory& memory)
    : graph_(graph) {
    const float fit = zoom_to_fit(look, graph, room);
    zoom_ = memory.zoom > 0 ? memory.zoom : std::max(fit, kReadable);
    unit_ = zoom_ * look.scale;
    const float width = std::max(1.0f, graph.width), height = std::max(1.0f, graph.height);
    const float scale = fit * look.scale;
    stretch_x_ = std::clamp(room.width() / (width * scale), 1.0f, kMostWider);
    stretch_y_ = std::clamp(room.height() / (height * scale), 1.0f, kMostTaller);
    origin_ = {room.centre().x + memory.pan.x - width * unit_ * stretch_x_ / 2,
               room.centre().y + memory.pan.y - height * unit_ * stretch_y_ / 2};
    for (const lesson::PlacedEdge& edge : graph.edges) edges_.push_back(sample(edge));
}

ImVec2 FlowCanvas::at(float x, float y) const {
    return {origin_.x + x * unit_ * stretch_x_, origin_.y + y * unit_ * stretch_y_};
}

Box FlowCanvas::node(std::size_t index) const {
    const lesson::PlacedNode& node = graph_.nodes[index];
    const ImVec2 centre = at(node.x, node.y);
    const float half_width = node.width * unit_ * stretch_x_ / 2,
                half_height = node.height * unit_ / 2;
    return {{centre.x - half_width, centre.y - half_height},
            {centre.x + half_width, centre.y + half_height}};
}

Box FlowCanvas::label(std::size_t index) const {
    const lesson::PlacedEdge& edge = graph_.edges[index];
    const ImVec2 centre = at(edge.label_x, edge.label_y);
    const ImVec2 half = {edge.label_width * unit_ * stretch_x_ / 2, kLabelHeight * unit_ / 2};
    return {{centre.x - half.x, centre.y - half.y}, {centre.x + half.x, centre.y + half.y}};
}

Box FlowCanvas::all() const { return {at(0, 0), at(graph_.width, graph_.height)}; }

// Nodes keep their height where the diagram is stretched: ends are brought back to their borders.
Curve FlowCanvas::sample(const lesson::PlacedEdge& edge) const {
    std::vector<ImVec2> points;
    for (const auto& [x, y] : edge.points) points.push_back(at(x, y));
    if (points.size() < 2) return points;
    const Box from = node(static_cast<std::size_t>(edge.from));
    const Box to = node(static_cast<std::size_t>(edge.to));
    if (edge.from == edge.to) {
        const float rise = from.height() / 4;
        points[0].y = points[1].y = from.centre().y - rise;
        points[2].y = points[3].y = from.centre().y + rise;
        return points;
    }
    const bool down = points.back().y >= points.front().y;
    points.front().y = down ? from.max.y : from.min.y;
    points.back().y = down ? to.min.y : to.max.y;
    Curve curve = {points.front()};
    for (std::size_t i = 1; i < points.size(); ++i) append_s(curve, points[i - 1], points[i]);
    return curve;
}

int FlowCanvas::edge_at(ImVec2 point, float reach) const {
    int nearest = -1;
    for (std::size_t e = 0; e < edges_.size(); ++e)
        for (std::size_t i = 1; i < edges_[e].size(); ++i) {
            const float here = distance_to_segment(point, edges_[e][i - 1], edges_[e][i]);
            if (here > reach) continue;
            reach = here;
            nearest = static_cast<int>(e);
        }
    return nearest;
}

float length_of(const Curve& curve) {
    float length = 0;
    for (std::size_t i = 1; i < curve.size(); ++i) length += distance(curve[i - 1], curve[i]);
    return length;
}

ImVec2 point_on(const Curve& curve, float share) {
    if (curve.empty()) return {};
    float left = std::clamp(share, 0.0f, 1.0f) * length_of(curve);
    for (std::size_t i = 1; i < curve.size(); ++i) {
        const float here = distance(curve[i - 1], curve[i]);
        if (here >= left && here > 0) {
            const float t = left / here;
            return {curve[i - 1].x + t * (curve[i].x - curve[i - 1].x),
                    curve[i - 1].y + t * (curve[i].y - curve[i - 1].y)};
        }
        left -= here;
    }
    return curve.back();
}

}  // namespace ui
