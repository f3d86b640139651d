// The flow diagram as SVG.
#include <fmt/format.h>

#include <set>

#include "cli/export_page.h"
#include "lesson/derive.h"

namespace cli {
namespace {

constexpr float kMargin = 8;

std::string points_of(const lesson::PlacedEdge& edge) {
    std::string out;
    for (const auto& [x, y] : edge.points) out += fmt::format("{:.1f},{:.1f} ", x, y);
    return out;
}

std::string edge_svg(const lesson::PlacedEdge& edge, bool lit) {
    std::string out = fmt::format("<polyline class=\"edge{}\" points=\"{}\"/>", lit ? " lit" : "",
                                  points_of(edge));
    if (!edge.label.empty())
        out += fmt::format("<text class=\"label\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>",
                           edge.label_x, edge.label_y + 4, html_text(edge.label));
    return out;
}

std::string_view kind_class(lesson::NodeKind kind) {
    switch (kind) {
        case lesson::NodeKind::Start: return "start";
        case lesson::NodeKind::Step: return "step";
        case lesson::NodeKind::Decision: return "decision";
        case lesson::NodeKind::Reject: return "reject";
        case lesson::NodeKind::Accept: return "accept";
        case lesson::NodeKind::End: return "end";
    }
    return "";
}

std::string node_svg(const lesson::PlacedNode& node, bool lit) {
    const bool round = node.kind == lesson::NodeKind::Start || node.kind == lesson::NodeKind::End;
    return fmt::format(
        "<g class=\"node {}{}\"><rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" "
        "height=\"{:.1f}\" rx=\"{}\"/><text x=\"{:.1f}\" y=\"{:.1f}\">{}</text></g>\n",
        kind_class(node.kind), lit ? " lit" : "", node.x - node.width / 2, node.y - node.height / 2,
        node.width, node.height, round ? 22 : 8, node.x, node.y + 5, html_text(node.label));
}

}  // namespace

std::string flow_as_svg(const lesson::Run& run, int request) {
    const lesson::FlowGraph flow = lesson::make_flow(run);
    if (flow.nodes.empty()) return {};
    std::set<int> nodes, edges;
    if (request >= 0 && static_cast<std::size_t>(request) < flow.visits.size())
        for (const lesson::FlowVisit& visit : flow.visits[static_cast<std::size_t>(request)]) {
            nodes.insert(visit.node);
            edges.insert(visit.edge);
        }
    std::string out = fmt::format(
        "<svg role=\"img\" viewBox=\"{:.0f} {:.0f} {:.0f} {:.0f}\" style=\"max-width:{:.0f}px\">\n",
        -kMargin, -kMargin, flow.width + 2 * kMargin, flow.height + 2 * kMargin,
        flow.width + 2 * kMargin);
    for (std::size_t i = 0; i < flow.edges.size(); ++i)
        out += edge_svg(flow.edges[i], edges.contains(static_cast<int>(i)));
    for (std::size_t i = 0; i < flow.nodes.size(); ++i)
        out += node_svg(flow.nodes[i], nodes.contains(static_cast<int>(i)));
    return out + "</svg>\n";
}

}  // namespace cli
