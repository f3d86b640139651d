// Any graph of up to 40 nodes: what must never happen is looked for in hundreds of random ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "lesson/flow_internal.h"

namespace lesson {
namespace {

constexpr float kAir = 0.01F;  // rounding

struct Rect {
    float left, top, right, bottom;
};
Rect rect_of(const PlacedNode& node) {
    return {node.x - node.width / 2, node.y - node.height / 2, node.x + node.width / 2,
            node.y + node.height / 2};
}
Rect rect_of_label(const PlacedEdge& edge) {
    return {edge.label_x - edge.label_width / 2, edge.label_y - 10,
            edge.label_x + edge.label_width / 2, edge.label_y + 10};
}
bool overlap(const Rect& a, const Rect& b) {
    return a.left + kAir < b.right && b.left + kAir < a.right && a.top + kAir < b.bottom &&
           b.top + kAir < a.bottom;
}

using Point = std::pair<float, float>;

// Whether the segment passes through the inside of the rectangle (Liang and Barsky's clipping).
bool passes(Point a, Point b, const Rect& r) {
    const float dx = b.first - a.first, dy = b.second - a.second;
    float from = 0, to = 1;
    const auto clip = [&](float p, float q) {
        if (p == 0) return q > 0;
        const float t = q / p;
        if (p < 0) from = std::max(from, t);
        if (p > 0) to = std::min(to, t);
        return from < to;
    };
    return clip(-dx, a.first - r.left - kAir) && clip(dx, r.right - kAir - a.first) &&
           clip(-dy, a.second - r.top - kAir) && clip(dy, r.bottom - kAir - a.second) && from < to;
}

PlacedEdge edge_of(int from, int to, std::string label = "") {
    PlacedEdge edge;
    edge.from = from;
    edge.to = to;
    edge.label = std::move(label);
    return edge;
}

FlowGraph random_graph(std::uint32_t seed) {
    std::mt19937 random(seed);
    const auto below = [&random](int n) {
        return static_cast<int>(random() % static_cast<std::uint32_t>(n));
    };
    FlowGraph graph;
    const int nodes = 1 + below(40);
    for (int i = 0; i < nodes; ++i) {
        PlacedNode node;
        node.id = std::to_string(i);
        for (int word = 0; word < 1 + below(4); ++word)
            node.label += std::string(static_cast<std::size_t>(1 + below(12)), 'x') + " ";
        node.label.pop_back();
        graph.nodes.push_back(node);
    }
    const int edges = below(nodes * 3 / 2 + 2);
    for (int i = 0; i < edges; ++i)
        graph.edges.push_back(
            edge_of(below(nodes), below(nodes),
                    below(3) == 0 ? std::string(static_cast<std::size_t>(below(18)), 'y') : ""));
    return graph;
}

std::vector<FlowGraph> drawn_graphs() {
    std::vector<FlowGraph> graphs;
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        graphs.push_back(random_graph(seed));
        lay_out(graphs.back());
    }
    return graphs;
}

class RandomGraphs : public testing::Test {
  public:
    static void SetUpTestSuite() { graphs() = drawn_graphs(); }
    static void TearDownTestSuite() { graphs().clear(); }
    static std::vector<FlowGraph>& graphs() {
        static std::vector<FlowGraph> all;
        return all;
    }
};

TEST_F(RandomGraphs, NodesAndLabelsNeverOverlap) {
    for (const FlowGraph& graph : graphs()) {
        std::vector<Rect> rects;
        for (const PlacedNode& node : graph.nodes) rects.push_back(rect_of(node));
        for (const PlacedEdge& edge : graph.edges)
            if (!edge.label.empty()) rects.push_back(rect_of_label(edge));
        for (std::size_t i = 0; i < rects.size(); ++i)
            for (std::size_t j = i + 1; j < rects.size(); ++j)
                ASSERT_FALSE(overlap(rects[i], rects[j]))
                    << "graph " << &graph - graphs().data() << ", " << i << " and " << j;
    }
}

TEST_F(RandomGraphs, NoEdgeRunsThroughANodeOrALabelOfAnother) {
    for (const FlowGraph& graph : graphs())
        for (const PlacedEdge& edge : graph.edges)
            for (std::size_t p = 1; p < edge.points.size(); ++p) {
                for (std::size_t n = 0; n < graph.nodes.size(); ++n)
                    ASSERT_FALSE(
                        passes(edge.points[p - 1], edge.points[p], rect_of(graph.nodes[n])))
                        << "graph " << &graph - graphs().data() << ", edge "
                        << &edge - graph.edges.data() << ", node " << n;
                for (const PlacedEdge& other : graph.edges)
                    ASSERT_FALSE(&other != &edge && !other.label.empty() &&
                                 passes(edge.points[p - 1], edge.points[p], rect_of_label(other)))
                        << "graph " << &graph - graphs().data();
            }
}

// So a curve drawn between two points stays in the gap, whatever its shape.
TEST_F(RandomGraphs, EdgesMoveSidewaysOnlyBetweenLayers) {
    for (const FlowGraph& graph : graphs())
        for (const PlacedEdge& edge : graph.edges) {
            if (edge.from == edge.to) continue;
            for (std::size_t p = 1; p < edge.points.size(); ++p) {
                if (edge.points[p - 1].first == edge.points[p].first) continue;
                const auto [low, high] =
                    std::minmax(edge.points[p - 1].second, edge.points[p].second);
                for (const PlacedNode& node : graph.nodes)
                    ASSERT_FALSE(low + kAir < node.y + node.height / 2 &&
                                 high - kAir > node.y - node.height / 2);
            }
        }
}

TEST_F(RandomGraphs, EverythingLiesInsideTheGraphsBounds) {
    for (const FlowGraph& graph : graphs()) {
        const auto inside = [&graph](const Rect& rect) {
            return rect.left >= -0.5F && rect.right <= graph.width + 0.5F && rect.top >= -0.5F &&
                   rect.bottom <= graph.height + 0.5F;
        };
        for (const PlacedNode& node : graph.nodes) ASSERT_TRUE(inside(rect_of(node)));
        for (const PlacedEdge& edge : graph.edges) {
            for (const auto& [x, y] : edge.points) ASSERT_TRUE(inside({x, y, x, y}));
            ASSERT_TRUE(edge.label.empty() || inside(rect_of_label(edge)));
        }
    }
}

TEST_F(RandomGraphs, EveryEdgeBeginsAndEndsOnTheBordersOfItsNodes) {
    const auto on_border = [](const PlacedNode& node, Point at) {
        const float dx = std::abs(at.first - node.x), dy = std::abs(at.second - node.y);
        return (dx <= node.width / 2 && std::abs(dy - node.height / 2) < 0.1F) ||
               (dy <= node.height / 2 && std::abs(dx - node.width / 2) < 0.1F);
    };
    for (const FlowGraph& graph : graphs())
        for (const PlacedEdge& edge : graph.edges) {
            ASSERT_GE(edge.points.size(), 2U);
            ASSERT_TRUE(
                on_border(graph.nodes[static_cast<std::size_t>(edge.from)], edge.points.front()));
            ASSERT_TRUE(
                on_border(graph.nodes[static_cast<std::size_t>(edge.to)], edge.points.back()));
        }
}

TEST_F(RandomGraphs, TheSameGraphIsAlwaysDrawnTheSame) {
    for (std::uint32_t seed = 0; seed < 300; seed += 37) {
        FlowGraph again = random_graph(seed);
        lay_out(again);
        const FlowGraph& first = graphs()[seed];
        for (std::size_t i = 0; i < again.nodes.size(); ++i) {
            ASSERT_EQ(again.nodes[i].x, first.nodes[i].x);
            ASSERT_EQ(again.nodes[i].y, first.nodes[i].y);
        }
        for (std::size_t i = 0; i < again.edges.size(); ++i)
            ASSERT_EQ(again.edges[i].points, first.edges[i].points);
    }
}

FlowGraph graph_of(int nodes, const std::vector<Point>& edges) {
    FlowGraph graph;
    for (int i = 0; i < nodes; ++i) {
        PlacedNode node;
        node.id = node.label = std::string(1, static_cast<char>('a' + i));
        graph.nodes.push_back(node);
    }
    for (const auto& [from, to] : edges)
        graph.edges.push_back(edge_of(static_cast<int>(from), static_cast<int>(to)));
    lay_out(graph);
    return graph;
}

TEST(FlowLayout, AChainPointsDownAndStandsStraight) {
    const FlowGraph graph = graph_of(4, {{0, 1}, {1, 2}, {2, 3}});
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(graph.nodes[i].layer, static_cast<int>(i));
        EXPECT_NEAR(graph.nodes[i].x, graph.nodes[0].x, 0.5F);
    }
}

TEST(FlowLayout, ALongEdgePassesBesideTheNodeBetween) {
    const FlowGraph graph = graph_of(3, {{0, 1}, {1, 2}, {0, 2}});
    EXPECT_EQ(graph.nodes[2].layer, 2);
    EXPECT_EQ(graph.edges[2].points.size(), 4U);
}

TEST(FlowLayout, AnEdgeThatClosesACycleLeadsUp) {
    const FlowGraph graph = graph_of(3, {{0, 1}, {1, 2}, {2, 0}});
    EXPECT_EQ(graph.nodes[0].layer, 0);
    EXPECT_GT(graph.edges[2].points.front().second, graph.edges[2].points.back().second);
}

TEST(FlowLayout, TwoNodesThatLeadToEachOtherHaveTwoLinesBetweenThem) {
    const FlowGraph graph = graph_of(2, {{0, 1}, {1, 0}});
    EXPECT_NE(graph.edges[0].points.front().first, graph.edges[1].points.back().first);
}

TEST(FlowLayout, CrossingsThatCanBeAvoidedAre) {
    // Two pairs given crosswise: b under d's place.
    const FlowGraph graph = graph_of(6, {{0, 1}, {0, 2}, {1, 4}, {2, 3}, {3, 5}, {4, 5}});
    const bool left = graph.nodes[1].x < graph.nodes[2].x;
    EXPECT_EQ(left, graph.nodes[4].x < graph.nodes[3].x);
}

TEST(FlowLayout, LongLabelsAreMeantForTwoLines) {
    FlowGraph graph;
    for (const char* label : {"Check for auth token", "Checkforauthtoken123"}) {
        PlacedNode node;
        node.label = label;
        graph.nodes.push_back(node);
    }
    lay_out(graph);
    EXPECT_LT(graph.nodes[0].width, graph.nodes[1].width);
}

}  // namespace
}  // namespace lesson
