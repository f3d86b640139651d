// Edges as points: from a port on one node's border, straight through the layers between, to a port
// on the other's.
#include <algorithm>

#include "lesson/flow_layout_internal.h"

namespace lesson::flow {
namespace {

constexpr float kPortDistance = 18;
constexpr float kPortMargin = 20;  // of a node's width, on each side

enum class End : unsigned char { Upper, Lower };

class Router {
  public:
    Router(const Layers& layers, FlowGraph& graph)
        : layers_(layers), graph_(graph), ports_(graph.edges.size()) {}

    void run() {
        for (const End end : {End::Upper, End::Lower})
            for (std::size_t node = 0; node < graph_.nodes.size(); ++node) place_ports(node, end);
        for (std::size_t e = 0; e < graph_.edges.size(); ++e) {
            if (graph_.edges[e].from == graph_.edges[e].to)
                draw_loop(graph_.edges[e]);
            else
                draw_edge(e);
        }
    }

  private:
    struct Ports {
        float upper = 0, lower = 0;
    };

    const PlacedNode& node(int index) const {
        return graph_.nodes[static_cast<std::size_t>(index)];
    }
    bool leads_down(const PlacedEdge& edge) const {
        return node(edge.from).layer <= node(edge.to).layer;
    }
    int end_of(const PlacedEdge& edge, End end) const {
        return (end == End::Upper) == leads_down(edge) ? edge.from : edge.to;
    }

    // Where the edge comes from or goes to, seen from that end.
    float next_x(std::size_t e, End end) const {
        const std::vector<int>& path = layers_.paths[e];
        if (!path.empty()) return layers_.spot(end == End::Upper ? path.front() : path.back()).x;
        // Upper ports are placed first: the lower one can stand exactly under its own.
        return end == End::Lower ? ports_[e].upper : node(end_of(graph_.edges[e], End::Lower)).x;
    }

    // The ports of one side of a node stand where their edges come from, as far as it reaches.
    void place_ports(std::size_t index, End end) {
        std::vector<std::pair<float, std::size_t>> edges;
        for (std::size_t e = 0; e < graph_.edges.size(); ++e)
            if (graph_.edges[e].from != graph_.edges[e].to &&
                end_of(graph_.edges[e], end) == static_cast<int>(index))
                edges.emplace_back(next_x(e, end), e);
        if (edges.empty()) return;
        std::stable_sort(edges.begin(), edges.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        const PlacedNode& here = graph_.nodes[index];
        const float reach = std::max(1.0F, here.width / 2 - kPortMargin);
        const auto gaps = static_cast<float>(edges.size() - 1);
        const float distance = gaps == 0 ? 0 : std::min(kPortDistance, 2 * reach / gaps);
        std::vector<float> wanted;
        for (const auto& [x, e] : edges)
            wanted.push_back(std::clamp(x, here.x - reach, here.x + reach));
        std::vector<float> places = spread(wanted, std::vector<float>(edges.size(), 1),
                                           std::vector<float>(edges.size(), distance));
        for (std::size_t i = 0; i < edges.size(); ++i) {
            const auto before = static_cast<float>(i);
            const float place = std::clamp(places[i], here.x - reach + before * distance,
                                           here.x + reach - (gaps - before) * distance);
            (end == End::Upper ? ports_[edges[i].second].upper : ports_[edges[i].second].lower) =
                place;
        }
    }

    void draw_edge(std::size_t e) {
        PlacedEdge& edge = graph_.edges[e];
        const PlacedNode& upper = node(end_of(edge, End::Upper));
        const PlacedNode& lower = node(end_of(edge, End::Lower));
        edge.points.emplace_back(ports_[e].upper, upper.y + upper.height / 2);
        for (const int index : layers_.paths[e]) {
            const Spot& spot = layers_.spot(index);
            const auto row = static_cast<std::size_t>(spot.layer);
            edge.points.emplace_back(spot.x, layers_.top[row]);
            edge.points.emplace_back(spot.x, layers_.top[row] + layers_.height[row]);
            if (!spot.label) continue;
            edge.label_x = spot.x;
            edge.label_y = layers_.top[row] + layers_.height[row] / 2;
        }
        edge.points.emplace_back(ports_[e].lower, lower.y - lower.height / 2);
        if (!leads_down(edge)) std::reverse(edge.points.begin(), edge.points.end());
    }

    void draw_loop(PlacedEdge& edge) {
        const PlacedNode& here = node(edge.from);
        const float side = here.x + here.width / 2;
        const float rise = here.height / 4;
        edge.points = {{side, here.y - rise},
                       {side + kLoopReach, here.y - rise},
                       {side + kLoopReach, here.y + rise},
                       {side, here.y + rise}};
        edge.label_x = side + kLoopReach + edge.label_width / 2;
        edge.label_y = here.y;
    }

    const Layers& layers_;
    FlowGraph& graph_;
    std::vector<Ports> ports_;
};

}  // namespace

void route_edges(const Layers& layers, FlowGraph& graph) { Router(layers, graph).run(); }

}  // namespace lesson::flow
