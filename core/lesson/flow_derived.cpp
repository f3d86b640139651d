// The diagram of a lesson without `flow`: the dependency graph of each route that a request came
// to, in the order in which FastAPI solves it, and how requests ended.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "lesson/flow_internal.h"
#include "trace/recorder.h"

namespace lesson {
namespace {

using trace::EventKind;

constexpr std::size_t kMostNodes = 40;

std::string field(const trace::Event& event, std::string_view name) {
    const std::string* value = event.field(name);
    return value ? *value : std::string();
}

std::string label_of(const RouteStep& step) {
    if (step.scopes.empty()) return step.name;
    return fmt::format("{} [{}]", step.name, fmt::join(step.scopes, " "));
}

class DerivedFlow {
  public:
    DerivedFlow(const Run& run, FlowGraph& graph) : run_(run), graph_(graph) {}

    void build() {
        graph_.authored = false;
        request_ = node("Request", NodeKind::Start);
        for (const RequestRun& request : run_.requests) add_route(request.span);
        for (const RequestRun& request : run_.requests)
            graph_.visits.push_back(follow(request.span));
        mark_decisions();
    }

  private:
    // A step of a route that is on its way.
    struct Open {
        int step = -1;  // of the route; -1: not in the diagram (an override)
        bool lit = false;
    };
    struct Way {
        std::vector<FlowVisit> visits;
        const RouteSteps* route = nullptr;
        std::vector<Open> open;
        bool endpoint_lit = false;
    };

    int node(const std::string& label, NodeKind kind) {
        for (std::size_t i = 0; i < graph_.nodes.size(); ++i)
            if (graph_.nodes[i].id == label) return static_cast<int>(i);
        if (graph_.nodes.size() == kMostNodes) return -1;  // LIMIT: what fits on a screen
        PlacedNode placed;
        placed.id = placed.label = label;
        placed.kind = kind;
        graph_.nodes.push_back(std::move(placed));
        return static_cast<int>(graph_.nodes.size()) - 1;
    }
    int node_of(const RouteStep& step) { return node(label_of(step), NodeKind::Step); }

    // Methods and path as the program declares them.
    int node_of(const RouteSteps& route) {
        return node(fmt::format("{} {}", fmt::join(route.methods, ", "), route.path),
                    NodeKind::Step);
    }

    const RouteSteps* route_of(const trace::Event& matched) const {
        for (const RouteSteps& route : run_.routes)
            if (route.path == field(matched, "path") &&
                route.function == field(matched, "function") &&
                std::find(route.methods.begin(), route.methods.end(), field(matched, "method")) !=
                    route.methods.end())
                return &route;
        return nullptr;
    }

    void add_route(const trace::Span& span) {
        const RouteSteps* route = nullptr;
        for (const auto& brief : run_.timeline.briefs(span.first_step, span.last_step))
            if (brief.kind == EventKind::RouteMatched) {
                route = route_of(run_.timeline.event_at(brief.step));
                break;
            }
        if (!route) return;
        int previous = node_of(*route);
        add_edge(graph_, request_, previous, "");
        for (std::size_t i = 0; i < route->steps.size(); ++i) {
            const RouteStep& step = route->steps[i];
            const int here =
                i + 1 == route->steps.size() ? node(step.name, NodeKind::Accept) : node_of(step);
            const bool hands_on = i > 0 && route->steps[i - 1].consumer == static_cast<int>(i);
            add_edge(graph_, previous, here, hands_on ? route->steps[i - 1].parameter : "");
            if (here >= 0) previous = here;
        }
    }

    void light(Way& way, int step, int node) {
        if (node < 0 || (!way.visits.empty() && way.visits.back().node == node)) return;
        way.visits.push_back({step, node, -1});  // edges are known at last
    }
    void light_step(Way& way, int at, Open& open) {
        open.lit = true;
        if (open.step >= 0 && way.route)
            light(way, at, node_of(way.route->steps[static_cast<std::size_t>(open.step)]));
    }

    std::vector<FlowVisit> follow(const trace::Span& span) {
        Way way;
        for (const auto& brief : run_.timeline.briefs(span.first_step, span.last_step))
            on_event(way, brief);
        for (std::size_t i = 1; i < way.visits.size(); ++i) {
            const int from = way.visits[i - 1].node, to = way.visits[i].node;
            add_edge(graph_, from, to, "");
            way.visits[i].edge = edge_between(graph_, from, to);
        }
        return std::move(way.visits);
    }

    void on_event(Way& way, const trace::Timeline::Brief& brief) {
        switch (brief.kind) {
            case EventKind::Request: return light(way, brief.step, request_);
            case EventKind::RouteMatched:
                way.route = route_of(run_.timeline.event_at(brief.step));
                if (way.route) light(way, brief.step, node_of(*way.route));
                return;
            case EventKind::DependencyEntered: return enter(way, brief.step);
            case EventKind::DependencyLeft: return leave(way, brief.step);
            case EventKind::Call: return call(way, brief);
            case EventKind::Response: return end(way, brief.step);
            default: return;
        }
    }

    void enter(Way& way, int at) {
        const trace::Event event = run_.timeline.event_at(at);
        Open open;
        const std::string name = field(event, "dependency"), parameter = field(event, "parameter");
        for (std::size_t i = 0; way.route && i < way.route->steps.size(); ++i) {
            const RouteStep& step = way.route->steps[i];
            if (step.name == name && (open.step < 0 || step.parameter == parameter))
                open.step = static_cast<int>(i);
        }
        way.open.push_back(open);
        const bool reads_by_itself =
            open.step >= 0 && way.route->steps[static_cast<std::size_t>(open.step)].scheme;
        if (reads_by_itself) light_step(way, at, way.open.back());
    }

    void leave(Way& way, int at) {
        if (way.open.empty()) return;
        Open open = way.open.back();
        way.open.pop_back();
        // Native callables are not seen being called, but they give a value.
        const trace::Event event = run_.timeline.event_at(at);
        if (!open.lit && event.field("value")) light_step(way, at, open);
    }

    void call(Way& way, const trace::Timeline::Brief& brief) {
        if (!way.open.empty()) {
            if (!way.open.back().lit) light_step(way, brief.step, way.open.back());
            return;
        }
        if (!way.route || way.route->steps.empty() || way.endpoint_lit) return;
        const std::string& endpoint = way.route->steps.back().name;
        if (run_.timeline.code(brief.code).function != endpoint) return;
        way.endpoint_lit = true;
        light(way, brief.step, node(endpoint, NodeKind::Accept));
    }

    void end(Way& way, int at) {
        const std::string status = field(run_.timeline.event_at(at), "status");
        const bool refused = status >= "400" && status < "500", failed = status >= "500";
        const int to = node(refused  ? "Rejected"
                            : failed ? "Server error"
                                     : "Response",
                            refused || failed ? NodeKind::Reject : NodeKind::End);
        if (!way.visits.empty()) add_edge(graph_, way.visits.back().node, to, status);
        light(way, at, to);
    }

    // What a request was turned away at is a decision.
    void mark_decisions() {
        for (const PlacedEdge& edge : graph_.edges) {
            PlacedNode& from = graph_.nodes[static_cast<std::size_t>(edge.from)];
            const NodeKind to = graph_.nodes[static_cast<std::size_t>(edge.to)].kind;
            if (to == NodeKind::Reject && from.kind == NodeKind::Step)
                from.kind = NodeKind::Decision;
        }
    }

    const Run& run_;
    FlowGraph& graph_;
    int request_ = 0;
};

}  // namespace

void derive_flow(const Run& run, FlowGraph& graph) { DerivedFlow(run, graph).build(); }

}  // namespace lesson
