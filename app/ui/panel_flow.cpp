#include "ui/panel_flow.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ui/flow_ghosts.h"
#include "ui/flow_shapes.h"
#include "ui/flow_view.h"
#include "ui/widgets_button.h"
#include "ui/widgets_card.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

using lesson::NodeKind;
using session::Lit;
using session::Outcome;

constexpr float kEdgeReach = 6;  // unscaled pixels

session::Direction direction_asked() {
    return ImGui::GetIO().KeyShift ? session::Direction::Previous : session::Direction::Next;
}

// How the request on the screen went, as far as it is known.
struct Way {
    bool ended = false;
    Outcome outcome = Outcome::Allowed;
    bool refused() const { return ended && outcome != Outcome::Allowed; }
};
Way way_of(const Panel& panel) {
    const int request = panel.now().request;
    if (request < 0 || !panel.now().response_built) return {};
    return {true, panel.lesson().requests[static_cast<std::size_t>(request)].outcome};
}

// One frame of the diagram.
class FlowPainter {
  public:
    FlowPainter(const Panel& panel, const FlowCanvas& canvas)
        : panel_(panel),
          look_(panel.look),
          p_(panel.look.palette),
          flow_(panel.lesson().flow),
          canvas_(canvas),
          way_(way_of(panel)) {}

    // Hit areas of nodes; to be called before whatever lies behind them.
    void press_nodes() {
        for (std::size_t i = 0; i < flow_.nodes.size(); ++i) {
            const Hit hit = hit_area(static_cast<int>(i), canvas_.node(i));
            if (hit.hovered) hovered_node_ = static_cast<int>(i);
            if (hit.pressed)
                panel_.out.push_back(session::GoToNode{static_cast<int>(i), direction_asked()});
            if (hit.marked)
                panel_.out.push_back(
                    session::ToggleBreakpoint{session::breakpoint_on_node(flow_.nodes[i].id)});
        }
    }

    // The pointer is over the diagram and over no node.
    void hover_edges(ImVec2 mouse, bool clicked) {
        if (hovered_node_ >= 0) return;
        hovered_edge_ = canvas_.edge_at(mouse, look_.px(kEdgeReach));
        if (hovered_edge_ < 0) return;
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        if (clicked) panel_.out.push_back(session::GoToEdge{hovered_edge_, direction_asked()});
    }

    void draw() {
        for (const Lit lit : {Lit::No, Lit::Passed, Lit::Current})  // lit lines over dim ones
            for (std::size_t e = 0; e < flow_.edges.size(); ++e)
                if (panel_.now().edges[e] == lit) draw_edge(e);
        if (panel_.state.settings.ghost_paths) draw_ghosts(panel_, canvas_);
        for (std::size_t e = 0; e < flow_.edges.size(); ++e) draw_edge_label(e);
        for (std::size_t i = 0; i < flow_.nodes.size(); ++i) draw_node(i);
        draw_end_sign();
        draw_traveller();
    }

    void draw_tips() const {
        if (hovered_node_ >= 0) tip(look_, node_tip(static_cast<std::size_t>(hovered_node_)));
        if (hovered_edge_ >= 0) tip(look_, edge_tip(static_cast<std::size_t>(hovered_edge_)));
    }

  private:
    NodeKind kind(int node) const { return flow_.nodes[static_cast<std::size_t>(node)].kind; }

    ImU32 lit_color(const lesson::PlacedEdge& edge) const {
        if (way_.ended) return tint_of(p_, way_.outcome);
        return tint_of(p_, kind(edge.to));
    }
    // A way that ends in a rejection is dashed, from where that is known.
    Dash dash_of(const lesson::PlacedEdge& edge, Lit lit) const {
        const bool rejects = kind(edge.to) == NodeKind::Reject;
        return rejects || (lit != Lit::No && way_.refused()) ? Dash::Yes : Dash::No;
    }

    void draw_edge(std::size_t index) const {
        const lesson::PlacedEdge& edge = flow_.edges[index];
        const Lit lit = panel_.now().edges[index];
        const bool hovered = hovered_edge_ == static_cast<int>(index);
        const ImU32 color = lit != Lit::No ? lit_color(edge)
                            : hovered      ? p_.muted
                                           : p_.strong_border;
        const float width = lit != Lit::No ? 2.75f : hovered ? 2.0f : 1.5f;
        const Curve& curve = canvas_.edge(index);
        stroke_curve(curve, color, look_.px(width), dash_of(edge, lit),
                     look_.px(lit != Lit::No ? 8.0f : 5.0f));
        draw_arrow_head(look_, curve, color);
    }

    void draw_edge_label(std::size_t index) const {
        const lesson::PlacedEdge& edge = flow_.edges[index];
        if (edge.label.empty()) return;
        const bool lit = panel_.now().edges[index] != Lit::No;
        const Box box = canvas_.label(index);
        draw_small_label(look_, box, canvas_.zoom(), lit ? p_.text : p_.muted, p_.card, edge.label);
    }

    NodeInks inks_of(std::size_t index) const {
        const lesson::PlacedNode& node = flow_.nodes[index];
        const Lit lit = panel_.now().nodes[index];
        const bool hovered = hovered_node_ == static_cast<int>(index);
        if (lit == Lit::No)
            return {hovered ? p_.hover : p_.raised, hovered ? p_.muted : p_.strong_border, p_.muted,
                    p_.muted, 1.25f};
        ImU32 tint = tint_of(p_, node.kind), soft = soft_of(p_, node.kind);
        if (node.kind == NodeKind::End && way_.refused()) {  // the answer to a rejected request
            tint = p_.bad;
            soft = p_.bad_soft;
        }
        NodeInks inks = {soft, tint, p_.text, tint, lit == Lit::Current ? 2.5f : 1.75f};
        if (lit == Lit::Current) inks.halo = with_alpha(tint, 0.24f);
        return inks;
    }

    void draw_node(std::size_t index) {
        const lesson::PlacedNode& node = flow_.nodes[index];
        const Box box = canvas_.node(index);
        const NodeInks inks = inks_of(index);
        draw_node_shape(look_, box, node.kind, inks);
        draw_node_label(look_, box, node, canvas_.zoom(), inks);
        draw_breakpoint(index, box);
        const int hits = panel_.now().node_hits[index];
        if (hits < 2) return;
        const std::string text = fmt::format("\u00d7{}", hits);
        draw_sign(look_, {box.max.x - look_.px(6), box.min.y},
                  {Icon::None, text, p_.text, p_.card, inks.border});
    }

    void draw_breakpoint(std::size_t index, const Box& box) const {
        const auto breakpoint = session::breakpoint_on_node(flow_.nodes[index].id);
        if (!session::has_breakpoint(panel_.state, breakpoint)) return;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const ImVec2 at = {box.min.x + look_.px(4), box.min.y + look_.px(2)};
        list.AddCircleFilled(at, look_.px(7), p_.card);
        list.AddCircleFilled(at, look_.px(5), p_.bad);
    }

    // Where the way ends, in words: "rejected: 401 Unauthorized".
    void draw_end_sign() const {
        if (!way_.ended || panel_.state.settings.ghost_paths) return;
        const auto current =
            std::find(panel_.now().nodes.begin(), panel_.now().nodes.end(), Lit::Current);
        if (current == panel_.now().nodes.end()) return;
        const Box box =
            canvas_.node(static_cast<std::size_t>(current - panel_.now().nodes.begin()));
        const auto& request =
            panel_.lesson().requests[static_cast<std::size_t>(panel_.now().request)];
        const ImU32 color = tint_of(p_, way_.outcome);
        const Sign sign = {icon_of(way_.outcome), request.status, color, soft_of(p_, way_.outcome),
                           color};
        draw_sign(look_, {box.centre().x, box.max.y + look_.px(8)}, sign);
    }

    // The request on its way along the edge that this step came by.
    void draw_traveller() const {
        const int edge = panel_.now().arrived_by;
        const float motion = panel_.motion();
        if (edge < 0 || motion >= 1) return;
        const float eased = 1 - (1 - motion) * (1 - motion);
        const ImVec2 at = point_on(canvas_.edge(static_cast<std::size_t>(edge)), eased);
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const ImU32 color = lit_color(flow_.edges[static_cast<std::size_t>(edge)]);
        list.AddCircleFilled(at, look_.px(11), p_.card);
        list.AddCircle(at, look_.px(11), color, 0, look_.px(2));
        draw_icon(look_, at, Type::Small, color, Icon::Key);
    }

    std::string node_tip(std::size_t index) const {
        const lesson::PlacedNode& node = flow_.nodes[index];
        const int hits = panel_.now().node_hits[index];
        std::string text = node.label;
        text += hits == 0   ? "\nThis request has not come here."
                : hits == 1 ? "\nThis request has come here."
                            : fmt::format("\nThis request has come here {} times.", hits);
        text += "\nClick: the next time (Shift: the time before). Right click: a breakpoint.";
        return text;
    }

    std::string edge_tip(std::size_t index) const {
        const lesson::PlacedEdge& edge = flow_.edges[index];
        const auto& from = flow_.nodes[static_cast<std::size_t>(edge.from)].label;
        const auto& to = flow_.nodes[static_cast<std::size_t>(edge.to)].label;
        return fmt::format("{} \u2192 {}{}\nClick: where a request goes this way next.", from, to,
                           edge.label.empty() ? "" : ": " + edge.label);
    }

    const Panel& panel_;
    const Look& look_;
    const Palette& p_;
    const lesson::FlowGraph& flow_;
    const FlowCanvas& canvas_;
    Way way_;
    int hovered_node_ = -1, hovered_edge_ = -1;
};

}  // namespace

void draw_flow_panel(const Panel& panel) {
    const lesson::FlowGraph& flow = panel.lesson().flow;
    const Look& look = panel.look;
    if (flow.nodes.empty() || panel.now().nodes.size() != flow.nodes.size())
        return empty_state(look, Icon::Sitemap, "No diagram", "The lesson draws no flow.");
    FlowMemory& memory = panel.memory.flow;
    if (memory.graph != &flow) memory = FlowMemory{&flow};
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const ImVec2 size = {body_width(), std::floor(ImGui::GetContentRegionAvail().y -
                                                  2 * ImGui::GetStyle().ItemSpacing.y - 2)};
    if (size.x < look.px(24) || size.y < look.px(24)) return;
    const Box all = {origin, origin + size};
    const Box room = {{all.min.x + look.px(6), all.min.y + look.px(6)},
                      {all.max.x - look.px(6), all.max.y - look.px(18)}};  // halo, end sign
    settle_view(panel, room);
    const FlowCanvas canvas(look, flow, room, memory);
    FlowPainter painter(panel, canvas);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(all.min, all.max, true);
    list.ChannelsSplit(2);
    list.ChannelsSetCurrent(1);
    zoom_buttons(panel, all, canvas.zoom());
    list.ChannelsSetCurrent(0);
    painter.press_nodes();
    const bool clicked = handle_canvas(panel, all, canvas.zoom());
    if (ImGui::IsItemHovered() || ImGui::IsItemActive())
        painter.hover_edges(ImGui::GetIO().MousePos, clicked);
    painter.draw();
    list.ChannelsMerge();
    list.PopClipRect();
    painter.draw_tips();
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy(size);
}

}  // namespace ui
