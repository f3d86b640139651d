#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "lesson/flow_internal.h"

namespace lesson {
namespace {

FlowGraph random_graph(std::uint32_t seed) {
    std::mt19937 random(seed);
    FlowGraph graph;
    const int nodes = 1 + static_cast<int>(random() % 40);
    for (int i = 0; i < nodes; ++i) {
        PlacedNode node;
        node.id = std::to_string(i);
        node.label = std::string(1 + random() % 30, 'x');
        graph.nodes.push_back(node);
    }
    const int edges = static_cast<int>(random() % static_cast<std::uint32_t>(2 * nodes));
    for (int i = 0; i < edges; ++i) {
        PlacedEdge edge;
        edge.from = static_cast<int>(random() % static_cast<std::uint32_t>(nodes));
        edge.to = static_cast<int>(random() % static_cast<std::uint32_t>(nodes));
        if (edge.from != edge.to) graph.edges.push_back(edge);
    }
    return graph;
}

bool overlap(const PlacedNode& a, const PlacedNode& b) {
    return std::abs(a.x - b.x) < (a.width + b.width) / 2 &&
           std::abs(a.y - b.y) < (a.height + b.height) / 2;
}

TEST(FlowLayout, NoTwoNodesOverlapInAnyOf300RandomGraphs) {
    for (std::uint32_t seed = 0; seed < 300; ++seed) {
        FlowGraph graph = random_graph(seed);
        lay_out(graph);
        for (std::size_t i = 0; i < graph.nodes.size(); ++i)
            for (std::size_t j = i + 1; j < graph.nodes.size(); ++j)
                ASSERT_FALSE(overlap(graph.nodes[i], graph.nodes[j]))
                    << "seed " << seed << ", nodes " << i << " and " << j;
    }
}

TEST(FlowLayout, EverythingLiesInsideTheGraphsBounds) {
    for (std::uint32_t seed = 0; seed < 100; ++seed) {
        FlowGraph graph = random_graph(seed);
        lay_out(graph);
        for (const PlacedNode& node : graph.nodes) {
            ASSERT_GE(node.x - node.width / 2, -0.5F);
            ASSERT_LE(node.x + node.width / 2, graph.width + 0.5F);
            ASSERT_GE(node.y - node.height / 2, -0.5F);
            ASSERT_LE(node.y + node.height / 2, graph.height + 0.5F);
        }
    }
}

TEST(FlowLayout, EveryEdgeStartsAndEndsAtItsNodes) {
    for (std::uint32_t seed = 0; seed < 100; ++seed) {
        FlowGraph graph = random_graph(seed);
        lay_out(graph);
        for (const PlacedEdge& edge : graph.edges) {
            const PlacedNode& from = graph.nodes[static_cast<std::size_t>(edge.from)];
            const PlacedNode& to = graph.nodes[static_cast<std::size_t>(edge.to)];
            ASSERT_GE(edge.points.size(), 2U);
            ASSERT_FLOAT_EQ(edge.points.front().first, from.x);
            ASSERT_FLOAT_EQ(edge.points.back().first, to.x);
            ASSERT_NEAR(std::abs(edge.points.front().second - from.y), from.height / 2, 0.5F);
            ASSERT_NEAR(std::abs(edge.points.back().second - to.y), to.height / 2, 0.5F);
        }
    }
}

TEST(FlowLayout, EdgesOfAChainPointDown) {
    FlowGraph graph;
    for (const char* id : {"a", "b", "c"}) {
        PlacedNode node;
        node.id = node.label = id;
        graph.nodes.push_back(node);
    }
    for (const auto& [from, to] : {std::pair{0, 1}, {1, 2}, {0, 2}}) {
        PlacedEdge edge;
        edge.from = from;
        edge.to = to;
        graph.edges.push_back(edge);
    }
    lay_out(graph);
    EXPECT_EQ(graph.nodes[0].layer, 0);
    EXPECT_EQ(graph.nodes[1].layer, 1);
    EXPECT_EQ(graph.nodes[2].layer, 2);
    EXPECT_EQ(graph.edges[2].points.size(), 4U) << "the long edge passes beside the middle node";
}

}  // namespace
}  // namespace lesson
