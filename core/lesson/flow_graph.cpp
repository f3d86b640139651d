// Which nodes a request lights, and when.
#include <algorithm>
#include <map>

#include "lesson/flow_internal.h"

namespace lesson {
namespace {

int index_of(const FlowGraph& graph, std::string_view id) {
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        if (graph.nodes[i].id == id) return static_cast<int>(i);
    return -1;
}

int edge_between(const FlowGraph& graph, int from, int to) {
    for (std::size_t i = 0; i < graph.edges.size(); ++i)
        if (graph.edges[i].from == from && graph.edges[i].to == to) return static_cast<int>(i);
    return -1;
}

void add_edge(FlowGraph& graph, int from, int to, const std::string& label) {
    if (from < 0 || to < 0 || edge_between(graph, from, to) >= 0) return;
    PlacedEdge edge;
    edge.from = from;
    edge.to = to;
    edge.label = label;
    graph.edges.push_back(std::move(edge));
}

int lit_node(const std::vector<FlowNode>& nodes, const trace::Event& event) {
    for (std::size_t i = 0; i < nodes.size(); ++i)
        for (const EventPattern& pattern : nodes[i].when)
            if (matches(pattern, event)) return static_cast<int>(i);
    return -1;
}

// Events that can light a node at all, so that the others need not be decoded.
std::vector<bool> interesting_kinds(const std::vector<FlowNode>& nodes) {
    std::vector<bool> out(trace::kEventKindCount);
    for (const FlowNode& node : nodes)
        for (const EventPattern& pattern : node.when)
            out[static_cast<std::size_t>(pattern.kind)] = true;
    return out;
}

std::vector<FlowVisit> visits_of(const Run& run, const trace::Span& span, const FlowGraph& graph,
                                 const std::vector<FlowNode>& nodes) {
    const std::vector<bool> wanted = interesting_kinds(nodes);
    std::vector<FlowVisit> visits;
    for (const trace::Timeline::Brief& brief :
         run.timeline.briefs(span.first_step, span.last_step)) {
        if (!wanted[static_cast<std::size_t>(brief.kind)]) continue;
        const int node = lit_node(nodes, run.timeline.event_at(brief.step));
        if (node < 0 || (!visits.empty() && visits.back().node == node)) continue;
        const int edge = visits.empty() ? -1 : edge_between(graph, visits.back().node, node);
        visits.push_back({brief.step, node, edge});
    }
    return visits;
}

FlowNode derived_node(const std::string& label, NodeKind kind, EventPattern pattern) {
    FlowNode node;
    node.id = label;
    node.label = label;
    node.kind = kind;
    node.when.push_back(std::move(pattern));
    return node;
}

EventPattern pattern_of(trace::EventKind kind, std::vector<trace::Field> fields = {}) {
    EventPattern pattern;
    pattern.kind = kind;
    pattern.fields = std::move(fields);
    return pattern;
}

// The node that an event stands for when nobody drew the flow.
std::optional<FlowNode> node_for(const trace::Event& event) {
    using trace::EventKind;
    const auto text = [&](std::string_view name) {
        const std::string* value = event.field(name);
        return value ? *value : std::string();
    };
    switch (event.kind) {
        case EventKind::Request:
            return derived_node("Request", NodeKind::Start, pattern_of(event.kind));
        case EventKind::DependencyEntered:
            return derived_node(text("dependency"), NodeKind::Decision,
                                pattern_of(event.kind, {{"dependency", text("dependency")}}));
        case EventKind::Call:
            if (event.depth != 1) return std::nullopt;
            return derived_node(text("function"), NodeKind::Step,
                                pattern_of(event.kind, {{"function", text("function")}}));
        case EventKind::ExceptionHandled:
            return derived_node("Rejected", NodeKind::Reject, pattern_of(event.kind));
        case EventKind::Response:
            return derived_node("Response", NodeKind::End, pattern_of(event.kind));
        default: return std::nullopt;
    }
}

}  // namespace

void graph_from_events(const Run& run, FlowGraph& graph, std::vector<FlowNode>& nodes) {
    graph.authored = false;
    for (const RequestRun& request : run.requests) {
        int previous = -1;
        for (const trace::Timeline::Brief& brief :
             run.timeline.briefs(request.span.first_step, request.span.last_step)) {
            auto node = node_for(run.timeline.event_at(brief.step));
            if (!node) continue;
            int at = index_of(graph, node->id);
            if (at < 0) {
                if (nodes.size() == 40) continue;  // LIMIT: what fits on a screen
                at = static_cast<int>(nodes.size());
                PlacedNode placed;
                placed.id = node->id;
                placed.label = node->label;
                placed.kind = node->kind;
                graph.nodes.push_back(std::move(placed));
                nodes.push_back(std::move(*node));
            }
            if (previous != at) add_edge(graph, previous, at, "");
            previous = at;
        }
    }
}

FlowGraph make_flow(const Run& run) {
    FlowGraph graph;
    std::vector<FlowNode> nodes = run.scenario.nodes;
    if (nodes.empty()) {
        graph_from_events(run, graph, nodes);
    } else {
        for (const FlowNode& node : nodes) {
            PlacedNode placed;
            placed.id = node.id;
            placed.label = node.label;
            placed.kind = node.kind;
            graph.nodes.push_back(std::move(placed));
        }
        for (const FlowEdge& edge : run.scenario.edges)
            add_edge(graph, index_of(graph, edge.from), index_of(graph, edge.to), edge.label);
    }
    lay_out(graph);
    for (const RequestRun& request : run.requests)
        graph.visits.push_back(visits_of(run, request.span, graph, nodes));
    return graph;
}

}  // namespace lesson
