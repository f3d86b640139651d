// A layered drawing of any graph; flow_layout_internal.h says how.
#include <algorithm>

#include "base/text.h"
#include "lesson/flow_internal.h"
#include "lesson/flow_layout_internal.h"

namespace lesson {
namespace {

using flow::Layers;
using flow::Spot;

constexpr float kCharacterWidth = 7.6F;  // of a node's label; its text is drawn where it is known
constexpr float kLabelCharacter = 6.9F;
constexpr float kNodePadding = 56;  // icon and margins
constexpr int kLongLabel = 16;      // characters; from here on in two lines

// Characters of the longer line when the label is broken in two as evenly as its words allow.
int columns_of(std::string_view label) {
    const int all = base::count_characters(label);
    if (all <= kLongLabel) return all;
    int best = all;
    for (std::size_t at = label.find(' '); at != label.npos; at = label.find(' ', at + 1)) {
        const int before = base::count_characters(label.substr(0, at));
        best = std::min(best, std::max(before, all - before - 1));
    }
    return best;
}

int add_spot(Layers& layers, Spot spot) {
    const int index = static_cast<int>(layers.spots.size());
    layers.rows[static_cast<std::size_t>(spot.layer)].push_back(index);
    layers.spots.push_back(std::move(spot));
    return index;
}

void join(Layers& layers, int upper, int lower) {
    layers.spot(upper).below.push_back(lower);
    layers.spot(lower).above.push_back(upper);
}

void measure(FlowGraph& graph) {
    for (PlacedNode& node : graph.nodes) {
        node.width = static_cast<float>(columns_of(node.label)) * kCharacterWidth + kNodePadding;
        node.height = flow::kNodeHeight;
    }
    for (PlacedEdge& edge : graph.edges)
        edge.label_width =
            edge.label.empty()
                ? 0
                : static_cast<float>(base::count_characters(edge.label)) * kLabelCharacter + 16;
}

// Ranks become rows; between two ranks there is a row more where an edge that begins there has a
// label to show. Out: the row of each rank.
std::vector<int> make_rows(const FlowGraph& graph, const std::vector<int>& ranks, Layers& layers) {
    int last = -1;
    for (const int rank : ranks) last = std::max(last, rank);
    std::vector<bool> labels(static_cast<std::size_t>(last + 1), false);
    for (const PlacedEdge& edge : graph.edges) {
        if (edge.label.empty() || edge.from == edge.to) continue;
        const int upper = std::min(ranks[static_cast<std::size_t>(edge.from)],
                                   ranks[static_cast<std::size_t>(edge.to)]);
        labels[static_cast<std::size_t>(upper)] = true;
    }
    std::vector<int> rows;
    for (const bool with_labels : labels) {
        rows.push_back(static_cast<int>(layers.height.size()));
        layers.height.push_back(flow::kNodeHeight);
        if (with_labels) layers.height.push_back(flow::kLabelHeight);
    }
    layers.rows.resize(layers.height.size());
    return rows;
}

float loop_room(const FlowGraph& graph, int node) {
    float room = 0;
    for (const PlacedEdge& edge : graph.edges)
        if (edge.from == node && edge.to == node)
            room = std::max(room, flow::kLoopReach + edge.label_width);
    return room;
}

void add_nodes(FlowGraph& graph, const std::vector<int>& ranks, const std::vector<int>& rows,
               Layers& layers) {
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        PlacedNode& node = graph.nodes[i];
        node.layer = ranks[i];
        Spot spot;
        spot.node = static_cast<int>(i);
        spot.layer = rows[static_cast<std::size_t>(node.layer)];
        spot.width = node.width + 2 * loop_room(graph, spot.node);
        add_spot(layers, std::move(spot));
    }
}

// The waypoints of an edge, one in each row between its ends; the first row of labels has its own.
void add_waypoints(const FlowGraph& graph, const std::vector<int>& rows, std::size_t index,
                   Layers& layers) {
    const PlacedEdge& edge = graph.edges[index];
    if (edge.from == edge.to) return;
    int upper = edge.from, lower = edge.to;
    const auto row_of = [&](int node) {
        return rows[static_cast<std::size_t>(graph.nodes[static_cast<std::size_t>(node)].layer)];
    };
    if (row_of(upper) > row_of(lower)) std::swap(upper, lower);
    bool label = !edge.label.empty();
    int previous = upper;  // spots of nodes come first and have their numbers
    for (int row = row_of(upper) + 1; row < row_of(lower); ++row) {
        Spot spot;
        spot.layer = row;
        spot.label = label;
        spot.width = label ? edge.label_width : flow::kWaypointWidth;
        label = false;
        const int waypoint = add_spot(layers, std::move(spot));
        join(layers, previous, waypoint);
        layers.paths[index].push_back(waypoint);
        previous = waypoint;
    }
    join(layers, previous, lower);
}

// Everything moves right until nothing stands left of 0; sizes are taken.
void write_back(Layers& layers, FlowGraph& graph) {
    float left = layers.spots.empty() ? 0 : layers.spots[0].x - layers.spots[0].width / 2;
    for (const Spot& spot : layers.spots) left = std::min(left, spot.x - spot.width / 2);
    for (Spot& spot : layers.spots) {
        spot.x -= left;
        graph.width = std::max(graph.width, spot.x + spot.width / 2);
    }
    for (std::size_t row = 0; row < layers.rows.size(); ++row) {
        graph.height = layers.top[row] + layers.height[row];
        for (std::size_t i = 0; i < layers.rows[row].size(); ++i) {
            const Spot& spot = layers.spot(layers.rows[row][i]);
            if (spot.node < 0) continue;
            PlacedNode& node = graph.nodes[static_cast<std::size_t>(spot.node)];
            node.order = static_cast<int>(i);
            node.x = spot.x;
            node.y = layers.top[row] + layers.height[row] / 2;
        }
    }
}

}  // namespace

void lay_out(FlowGraph& graph) {
    measure(graph);
    Layers layers;
    const std::vector<int> ranks = flow::rank_nodes(graph);
    const std::vector<int> rows = make_rows(graph, ranks, layers);
    add_nodes(graph, ranks, rows, layers);
    layers.paths.resize(graph.edges.size());
    for (std::size_t e = 0; e < graph.edges.size(); ++e) add_waypoints(graph, rows, e, layers);
    flow::order_rows(layers);
    flow::place_spots(layers);
    write_back(layers, graph);
    flow::route_edges(layers, graph);
}

}  // namespace lesson
