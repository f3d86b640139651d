// ui/flow_canvas.h -- where the parts of a flow diagram stand on the screen: layout units to
// pixels, edges as curves. Inside a layer an edge runs straight down; between two layers it is an
// S that stays between them, so it touches nothing that the layout kept it from.
#pragma once

#include <span>
#include <vector>

#include "ui/look.h"

namespace ui {

using Curve = std::vector<ImVec2>;  // sampled: a polyline

class FlowCanvas {
  public:
    FlowCanvas(const Look& look, const lesson::FlowGraph& graph, const Box& room,
               const FlowMemory& memory);

    float zoom() const { return zoom_; }  // unscaled pixels per layout unit
    Box node(std::size_t index) const;
    const Curve& edge(std::size_t index) const { return edges_[index]; }
    Box label(std::size_t index) const;  // of an edge; as large as the layout kept free
    Box all() const;

    // The edge within `reach` of the point; -1: none.
    int edge_at(ImVec2 point, float reach) const;

  private:
    ImVec2 at(float x, float y) const;
    Curve sample(const lesson::PlacedEdge& edge) const;

    const lesson::FlowGraph& graph_;
    float zoom_ = 1, unit_ = 1;            // unit_: screen pixels
    float stretch_x_ = 1, stretch_y_ = 1;  // where the room has another shape than the diagram
    ImVec2 origin_ = {};
    std::vector<Curve> edges_;
};

// As large as fits into the room; may be too small to be read.
float zoom_to_fit(const Look& look, const lesson::FlowGraph& graph, const Box& room);
inline constexpr float kLeastZoom = 0.25f, kMostZoom = 3.0f;

float length_of(const Curve& curve);
// The point at that share (0 to 1) of the way.
ImVec2 point_on(const Curve& curve, float share);

}  // namespace ui
