// lesson/flow_layout_internal.h -- between the stages of the layered drawing. Stays in this folder.
//
// The drawing is made as Sugiyama, Tagawa and Toda described: edges that close a cycle are turned
// round, nodes get ranks, edges that pass a rank get a waypoint in it, each layer is ordered so
// that few edges cross, and then places are chosen. Two things are added:
// - An edge with a label gets a waypoint as wide as the label, in a layer of its own between two
//   ranks. So labels have room as nodes have, and nothing can lie on them.
// - Inside a layer an edge only runs straight down, beside the layer's nodes; it moves sideways
//   only in the gaps between layers. So no edge touches a node that it does not join.
#pragma once

#include <cstddef>
#include <vector>

#include "lesson/derive.h"

namespace lesson::flow {

inline constexpr float kNodeHeight = 44;
inline constexpr float kLabelHeight = 20;
inline constexpr float kLayerGap = 44;  // between two layers of nodes
inline constexpr float kLabelGap = 24;  // between a layer of labels and its neighbours
inline constexpr float kNodeGap = 28;   // between neighbours in a layer
inline constexpr float kWaypointWidth = 8;
inline constexpr float kLoopReach = 22;  // how far a self-loop stands out from its node

// A node, or where an edge passes a layer.
struct Spot {
    int node = -1;       // -1: a waypoint
    bool label = false;  // a waypoint that holds the edge's label
    int layer = 0;
    float width = 0;
    float x = 0;                    // its centre; while layers are ordered, its place in the layer
    std::vector<int> above, below;  // neighbours in the layers next to it
};

struct Layers {
    std::vector<Spot> spots;
    std::vector<std::vector<int>> rows;   // of spots, from left to right
    std::vector<std::vector<int>> paths;  // of each edge: its waypoints, from the upper end down
    std::vector<float> top, height;       // of each row

    Spot& spot(int index) { return spots[static_cast<std::size_t>(index)]; }
    const Spot& spot(int index) const { return spots[static_cast<std::size_t>(index)]; }
};

// flow_ranks.cpp: a rank for each node. An edge that leads to a higher number leads down.
std::vector<int> rank_nodes(const FlowGraph& graph);

// flow_order.cpp: the order of each row.
void order_rows(Layers& layers);

// flow_place.cpp: x of every spot, and the rows' tops.
void place_spots(Layers& layers);
// Values nearest to `wanted` (least squares, weighted) that keep `distance` to their left
// neighbours; distance[0] is not looked at.
std::vector<float> spread(const std::vector<float>& wanted, const std::vector<float>& weight,
                          const std::vector<float>& distance);

// flow_route.cpp: the edges' points and labels, and the graph's size.
void route_edges(const Layers& layers, FlowGraph& graph);

}  // namespace lesson::flow
