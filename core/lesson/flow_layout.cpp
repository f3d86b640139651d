// A layered drawing: layers by longest path, order by barycentres, columns by repeated averaging
// with a minimum distance. Edges that skip layers get a place of their own in each layer they pass
// (a "waypoint"), so that no edge runs through a node.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/text.h"
#include "lesson/flow_internal.h"

namespace lesson {
namespace {

constexpr float kNodeHeight = 44;
constexpr float kCharacterWidth = 7.6F;
constexpr float kNodePadding = 52;  // icon and margins
constexpr float kWaypointWidth = 28;
constexpr float kGap = 36;       // between neighbours of a layer
constexpr float kLayerGap = 56;  // between layers: room for an edge's label

// A node of the graph or a waypoint of a long edge.
struct Spot {
    int node = -1;  // -1: a waypoint
    int layer = 0;
    float width = 0;
    float x = 0;
    std::vector<int> above, below;  // neighbours in the adjacent layers
};

class Layout {
  public:
    explicit Layout(FlowGraph& graph) : graph_(graph) {}

    void run() {
        assign_layers();
        make_spots();
        order_layers();
        place_columns();
        write_back();
    }

  private:
    // Depth-first; an edge to a node still being visited goes back and does not push it down.
    void visit(int node, std::vector<int>& state, std::vector<bool>& backward) const {
        std::vector<std::pair<int, std::size_t>> stack{{node, 0}};
        state[static_cast<std::size_t>(node)] = 1;
        while (!stack.empty()) {
            auto& [at, next] = stack.back();
            if (next == graph_.edges.size()) {
                state[static_cast<std::size_t>(at)] = 2;
                stack.pop_back();
                continue;
            }
            const std::size_t e = next++;
            if (graph_.edges[e].from != at) continue;
            const int to = graph_.edges[e].to;
            if (state[static_cast<std::size_t>(to)] == 1) backward[e] = true;
            if (state[static_cast<std::size_t>(to)] != 0) continue;
            state[static_cast<std::size_t>(to)] = 1;
            stack.emplace_back(to, 0);
        }
    }

    void assign_layers() {
        const std::size_t count = graph_.nodes.size();
        std::vector<int> state(count);
        backward_.assign(graph_.edges.size(), false);
        for (std::size_t i = 0; i < count; ++i)
            if (state[i] == 0) visit(static_cast<int>(i), state, backward_);
        for (std::size_t round = 0; round < count; ++round)
            for (std::size_t e = 0; e < graph_.edges.size(); ++e) {
                if (backward_[e]) continue;
                const PlacedNode& from =
                    graph_.nodes[static_cast<std::size_t>(graph_.edges[e].from)];
                PlacedNode& to = graph_.nodes[static_cast<std::size_t>(graph_.edges[e].to)];
                to.layer = std::max(to.layer, from.layer + 1);
            }
    }

    int add_spot(int node, int layer, float width) {
        spots_.push_back({node, layer, width, 0, {}, {}});
        if (static_cast<int>(layers_.size()) <= layer)
            layers_.resize(static_cast<std::size_t>(layer) + 1);
        const int index = static_cast<int>(spots_.size()) - 1;
        layers_[static_cast<std::size_t>(layer)].push_back(index);
        return index;
    }

    void join(int upper, int lower) {
        spot(upper).below.push_back(lower);
        spot(lower).above.push_back(upper);
    }

    void make_spots() {
        for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
            PlacedNode& node = graph_.nodes[i];
            node.width = static_cast<float>(base::count_characters(node.label)) * kCharacterWidth +
                         kNodePadding;
            node.height = kNodeHeight;
            add_spot(static_cast<int>(i), node.layer, node.width);
        }
        paths_.resize(graph_.edges.size());
        for (std::size_t e = 0; e < graph_.edges.size(); ++e) {
            int upper = graph_.edges[e].from;
            int lower = graph_.edges[e].to;
            if (graph_.nodes[static_cast<std::size_t>(upper)].layer >
                graph_.nodes[static_cast<std::size_t>(lower)].layer)
                std::swap(upper, lower);
            const int last = graph_.nodes[static_cast<std::size_t>(lower)].layer;
            int previous = upper;
            for (int layer = graph_.nodes[static_cast<std::size_t>(upper)].layer + 1; layer < last;
                 ++layer) {
                const int waypoint = add_spot(-1, layer, kWaypointWidth);
                join(previous, waypoint);
                paths_[e].push_back(waypoint);
                previous = waypoint;
            }
            if (upper != lower) join(previous, lower);
        }
    }

    // Where the neighbours stand on average; a spot without any keeps its place.
    float barycentre(const std::vector<int>& neighbours, float otherwise) const {
        if (neighbours.empty()) return otherwise;
        float sum = 0;
        for (const int n : neighbours) sum += spots_[static_cast<std::size_t>(n)].x;
        return sum / static_cast<float>(neighbours.size());
    }

    void number(const std::vector<int>& layer) {
        for (std::size_t i = 0; i < layer.size(); ++i) spot(layer[i]).x = static_cast<float>(i);
    }

    void order_layer(std::vector<int>& layer, bool downward) {
        std::vector<std::pair<float, int>> keyed;
        for (const int s : layer)
            keyed.emplace_back(barycentre(downward ? spot(s).above : spot(s).below, spot(s).x), s);
        std::stable_sort(keyed.begin(), keyed.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (std::size_t i = 0; i < keyed.size(); ++i) layer[i] = keyed[i].second;
        number(layer);
    }

    int crossings() const {
        int count = 0;
        for (const std::vector<int>& layer : layers_)
            for (std::size_t i = 0; i < layer.size(); ++i)
                for (std::size_t j = i + 1; j < layer.size(); ++j)
                    for (const int a : spots_[static_cast<std::size_t>(layer[i])].below)
                        for (const int b : spots_[static_cast<std::size_t>(layer[j])].below)
                            if (spots_[static_cast<std::size_t>(a)].x >
                                spots_[static_cast<std::size_t>(b)].x)
                                ++count;
        return count;
    }

    void order_layers() {
        for (const std::vector<int>& layer : layers_) number(layer);
        std::vector<std::vector<int>> best = layers_;
        int fewest = crossings();
        for (int round = 0; round < 12 && fewest > 0; ++round) {
            for (std::size_t i = 1; i < layers_.size(); ++i) order_layer(layers_[i], true);
            for (std::size_t i = layers_.size(); i-- > 1;) order_layer(layers_[i - 1], false);
            if (const int now = crossings(); now < fewest) {
                fewest = now;
                best = layers_;
            }
        }
        layers_ = best;
    }

    float distance(int left, int right) const {
        return (spots_[static_cast<std::size_t>(left)].width +
                spots_[static_cast<std::size_t>(right)].width) /
                   2 +
               kGap;
    }

    // Moves every spot towards `wanted` as far as its neighbours in the layer allow.
    void settle(const std::vector<int>& layer, const std::vector<float>& wanted) {
        std::vector<float> left(layer.size());
        std::vector<float> right(layer.size());
        for (std::size_t i = 0; i < layer.size(); ++i)
            left[i] = i == 0 ? wanted[i]
                             : std::max(wanted[i], left[i - 1] + distance(layer[i - 1], layer[i]));
        for (std::size_t i = layer.size(); i-- > 0;)
            right[i] = i + 1 == layer.size()
                           ? wanted[i]
                           : std::min(wanted[i], right[i + 1] - distance(layer[i], layer[i + 1]));
        for (std::size_t i = 0; i < layer.size(); ++i) spot(layer[i]).x = (left[i] + right[i]) / 2;
        for (std::size_t i = 1; i < layer.size(); ++i)
            spot(layer[i]).x =
                std::max(spot(layer[i]).x, spot(layer[i - 1]).x + distance(layer[i - 1], layer[i]));
    }

    void place_columns() {
        for (const std::vector<int>& layer : layers_) {
            float at = 0;
            for (std::size_t i = 0; i < layer.size(); ++i) {
                if (i > 0) at += distance(layer[i - 1], layer[i]);
                spot(layer[i]).x = at;
            }
        }
        for (int round = 0; round < 24; ++round)
            for (std::size_t l = 0; l < layers_.size(); ++l) {
                const std::vector<int>& layer = layers_[round % 2 ? layers_.size() - 1 - l : l];
                std::vector<float> wanted;
                for (const int s : layer) {
                    std::vector<int> both = spot(s).above;
                    both.insert(both.end(), spot(s).below.begin(), spot(s).below.end());
                    wanted.push_back(barycentre(both, spot(s).x));
                }
                settle(layer, wanted);
            }
        straighten();
    }

    // Chains stand straight: a spot that is its only predecessor's only successor goes under it.
    void straighten() {
        for (const std::vector<int>& layer : layers_) {
            std::vector<float> wanted;
            for (const int s : layer) {
                const std::vector<int>& above = spot(s).above;
                const bool chained = above.size() == 1 && spot(above[0]).below.size() == 1;
                wanted.push_back(chained ? spot(above[0]).x : spot(s).x);
            }
            settle(layer, wanted);
        }
    }

    float layer_y(int layer) const {
        return kNodeHeight / 2 + static_cast<float>(layer) * (kNodeHeight + kLayerGap);
    }

    void write_back() {
        float left = 0;
        float right = 0;
        for (std::size_t i = 0; i < spots_.size(); ++i) {
            left = i == 0 ? spots_[i].x - spots_[i].width / 2
                          : std::min(left, spots_[i].x - spots_[i].width / 2);
            right = std::max(right, spots_[i].x + spots_[i].width / 2);
        }
        for (Spot& s : spots_) s.x -= left;
        for (const std::vector<int>& layer : layers_)
            for (std::size_t i = 0; i < layer.size(); ++i) {
                const Spot& s = spot(layer[i]);
                if (s.node < 0) continue;
                PlacedNode& node = graph_.nodes[static_cast<std::size_t>(s.node)];
                node.order = static_cast<int>(i);
                node.x = s.x;
                node.y = layer_y(s.layer);
            }
        graph_.width = right - left;
        graph_.height =
            layers_.empty() ? 0 : layer_y(static_cast<int>(layers_.size()) - 1) + kNodeHeight / 2;
        for (std::size_t e = 0; e < graph_.edges.size(); ++e) route(e);
    }

    void route(std::size_t e) {
        PlacedEdge& edge = graph_.edges[e];
        const PlacedNode& from = graph_.nodes[static_cast<std::size_t>(edge.from)];
        const PlacedNode& to = graph_.nodes[static_cast<std::size_t>(edge.to)];
        const bool down = from.layer <= to.layer;
        std::vector<int> between = paths_[e];
        if (!down) std::reverse(between.begin(), between.end());
        const float side = down ? kNodeHeight / 2 : -kNodeHeight / 2;
        edge.points.emplace_back(from.x, from.y + side);
        for (const int waypoint : between) {  // straight through the layer, beside its nodes
            const float y = layer_y(spot(waypoint).layer);
            edge.points.emplace_back(spot(waypoint).x, y - side);
            edge.points.emplace_back(spot(waypoint).x, y + side);
        }
        edge.points.emplace_back(to.x, to.y - side);
        const auto& a = edge.points[0];
        const auto& b = edge.points[1];
        edge.label_x = (a.first + b.first) / 2;
        edge.label_y = (a.second + b.second) / 2;
    }

    Spot& spot(int index) { return spots_[static_cast<std::size_t>(index)]; }

    FlowGraph& graph_;
    std::vector<bool> backward_;
    std::vector<Spot> spots_;
    std::vector<std::vector<int>> layers_;  // spots from left to right
    std::vector<std::vector<int>> paths_;   // waypoints of each edge, from its upper end
};

}  // namespace

void lay_out(FlowGraph& graph) { Layout(graph).run(); }

}  // namespace lesson
