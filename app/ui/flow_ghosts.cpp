#include "ui/flow_ghosts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "ui/flow_shapes.h"

namespace ui {

namespace {

using session::Outcome;

constexpr std::size_t kMostWays = 7;        // LIMIT: that can be told apart
constexpr std::size_t kMostRequests = 200;  // LIMIT: that are looked at

// Requests that went the same way to the same end.
struct GhostWay {
    std::vector<int> edges;
    int last_node = -1;
    Outcome outcome = Outcome::Allowed;
    std::vector<int> requests;  // from 1
};

std::vector<GhostWay> ways_of(const session::LessonView& lesson) {
    std::vector<GhostWay> ways;
    const std::size_t count = std::min(lesson.flow.visits.size(), kMostRequests);
    for (std::size_t i = 0; i < count && i < lesson.requests.size(); ++i) {
        GhostWay way;
        way.outcome = lesson.requests[i].outcome;
        for (const lesson::FlowVisit& visit : lesson.flow.visits[i]) {
            way.last_node = visit.node;
            const bool known =
                std::find(way.edges.begin(), way.edges.end(), visit.edge) != way.edges.end();
            if (visit.edge >= 0 && !known) way.edges.push_back(visit.edge);
        }
        const auto same = std::find_if(ways.begin(), ways.end(), [&](const GhostWay& other) {
            return other.edges == way.edges && other.outcome == way.outcome;
        });
        if (same != ways.end()) {
            same->requests.push_back(static_cast<int>(i) + 1);
        } else if (ways.size() < kMostWays && way.last_node >= 0) {
            way.requests = {static_cast<int>(i) + 1};
            ways.push_back(std::move(way));
        }
    }
    return ways;
}

// "1, 2", "1, 2, 3, ..."
std::string numbers_of(const std::vector<int>& requests) {
    constexpr std::size_t kMostNumbers = 4;
    const std::size_t shown = std::min(requests.size(), kMostNumbers);
    return fmt::format(
        "{}{}", fmt::join(requests.begin(), requests.begin() + static_cast<long>(shown), ", "),
        requests.size() > shown ? ", \u2026" : "");
}

}  // namespace

void draw_ghosts(const Panel& panel, const FlowCanvas& canvas) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const std::vector<GhostWay> ways = ways_of(panel.lesson());
    std::vector<float> taken(panel.lesson().flow.nodes.size(), 0);  // by signs, below each node
    for (std::size_t i = 0; i < ways.size(); ++i) {
        const GhostWay& way = ways[i];
        const ImU32 color = tint_of(p, way.outcome);
        const float aside =
            look.px(5) * (static_cast<float>(i) - static_cast<float>(ways.size() - 1) / 2);
        for (const int edge : way.edges) {
            Curve curve = canvas.edge(static_cast<std::size_t>(edge));
            for (ImVec2& point : curve) point.x += aside;
            stroke_curve(curve, with_alpha(color, 0.75f), look.px(1.5f),
                         way.outcome == Outcome::Allowed ? Dash::No : Dash::Yes, look.px(4));
        }
        const auto node = static_cast<std::size_t>(way.last_node);
        const std::string numbers = numbers_of(way.requests);
        const Sign sign = {icon_of(way.outcome), numbers, color, p.card, color};
        const Box box = canvas.node(node);
        const ImVec2 size = sign_size(look, sign);
        draw_sign(look, {box.min.x + taken[node] + size.x / 2, box.max.y + look.px(5)}, sign);
        taken[node] += size.x + look.px(4);
    }
}

}  // namespace ui
