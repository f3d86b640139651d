// Which nodes a request lights, and when.
#include <algorithm>

#include "lesson/flow_internal.h"

namespace lesson {
namespace {

int index_of(const FlowGraph& graph, std::string_view id) {
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        if (graph.nodes[i].id == id) return static_cast<int>(i);
    return -1;
}

int lit_node(const std::vector<FlowNode>& nodes, const trace::Event& event) {
    for (std::size_t i = 0; i < nodes.size(); ++i)
        for (const EventPattern& pattern : nodes[i].when)
            if (matches(pattern, event)) return static_cast<int>(i);
    return -1;
}

std::vector<FlowVisit> visits_of(const Run& run, const trace::Span& span, const FlowGraph& graph,
                                 const std::vector<FlowNode>& nodes) {
    trace::Timeline::Kinds wanted;  // what can light a node at all
    for (const FlowNode& node : nodes)
        for (const EventPattern& pattern : node.when)
            wanted.set(static_cast<std::size_t>(pattern.kind));
    std::vector<FlowVisit> visits;
    run.timeline.each_event(
        span.first_step, span.last_step, wanted, [&](const trace::Event& event) {
            const int node = lit_node(nodes, event);
            if (node >= 0 && (visits.empty() || visits.back().node != node)) {
                const int edge =
                    visits.empty() ? -1 : edge_between(graph, visits.back().node, node);
                visits.push_back({event.step, node, edge});
            }
            return trace::Timeline::GoOn::Yes;
        });
    return visits;
}

}  // namespace

int edge_between(const FlowGraph& graph, int from, int to) {
    for (std::size_t i = 0; i < graph.edges.size(); ++i)
        if (graph.edges[i].from == from && graph.edges[i].to == to) return static_cast<int>(i);
    return -1;
}

void add_edge(FlowGraph& graph, int from, int to, const std::string& label) {
    if (from < 0 || to < 0) return;
    if (const int known = edge_between(graph, from, to); known >= 0) {
        std::string& text = graph.edges[static_cast<std::size_t>(known)].label;
        if (text.empty())
            text = label;
        else if (!label.empty() && text.find(label) == text.npos)
            text += " / " + label;
        return;
    }
    PlacedEdge edge;
    edge.from = from;
    edge.to = to;
    edge.label = label;
    graph.edges.push_back(std::move(edge));
}

FlowGraph make_flow(const Run& run) {
    FlowGraph graph;
    const std::vector<FlowNode>& nodes = run.scenario.nodes;
    if (nodes.empty()) {
        derive_flow(run, graph);
        lay_out(graph);
        return graph;
    }
    for (const FlowNode& node : nodes) {
        PlacedNode placed;
        placed.id = node.id;
        placed.label = node.label;
        placed.kind = node.kind;
        graph.nodes.push_back(std::move(placed));
    }
    for (const FlowEdge& edge : run.scenario.edges)
        add_edge(graph, index_of(graph, edge.from), index_of(graph, edge.to), edge.label);
    lay_out(graph);
    for (const RequestRun& request : run.requests)
        graph.visits.push_back(visits_of(run, request.span, graph, nodes));
    return graph;
}

}  // namespace lesson
