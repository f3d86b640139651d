// What single panels do beside showing: breakpoints, edges, selections, menus, messages.
#include <gtest/gtest.h>

#include <set>

#include "ui/flow_canvas.h"
#include "ui/headless.h"
#include "ui/layout.h"
#include "ui/source_view.h"

namespace ui {
namespace {

using session::PanelId;
using session::Session;

Areas places_of(const Headless& window, const Session& session) {
    return lay_out_window(window.look(), session.state().settings, ImGui::GetIO().DisplaySize);
}

// Presses a grid of points of the box.
session::Actions press_all(Headless& window, const Session& session, const Box& box, float dx,
                           float dy) {
    session::Actions all;
    for (float y = box.min.y + 44; y < box.max.y - 4; y += dy)
        for (float x = box.min.x + 6; x < box.max.x - 6; x += dx)
            for (const session::Action& action : window.click(session.state(), {x, y}))
                all.push_back(action);
    return all;
}

TEST(CodePanel, APressInTheGutterMakesABreakpoint) {
    Headless window;
    Session session = open_first_lesson();
    window.frame(session.state());
    const Box code = places_of(window, session).of(Place::Code);
    const auto wishes = only<session::ToggleBreakpoint>(
        window.click(session.state(), {code.min.x + 24, code.min.y + 120}));
    ASSERT_EQ(wishes.size(), 1u);
    EXPECT_EQ(wishes[0].breakpoint.kind, session::BreakpointKind::Line);
    session.apply(wishes[0]);
    window.frame(session.state());
    EXPECT_TRUE(session::has_breakpoint(session.state(), wishes[0].breakpoint));
}

TEST(CodePanel, DraggingSelectsAndGoesNowhere) {
    Headless window;
    Session session = open_first_lesson();
    window.frame(session.state());
    const Box code = places_of(window, session).of(Place::Code);
    session::Actions wishes;
    const auto next = [&] {
        for (const session::Action& action : window.frame(session.state()))
            wishes.push_back(action);
    };
    compat::mouse_to({code.min.x + 120, code.min.y + 100});
    next();
    compat::mouse_button(compat::Button::Down);
    next();
    compat::mouse_to({code.min.x + 220, code.min.y + 160});
    next();
    next();
    compat::mouse_button(compat::Button::Up);
    next();
    EXPECT_TRUE(wishes.empty());
    EXPECT_LT(window.memory().code.source.anchor, window.memory().code.source.head);
}

TEST(FlowPanel, APressOnALineGoesWhereARequestTakesIt) {
    Headless window;
    Session session = open_first_lesson();
    session.apply(session::Walk{session::Move::Last});
    window.frame(session.state());
    // All but the corner with the zoom's buttons.
    Box above = places_of(window, session).of(Place::Flow), beside = above;
    above.max.y -= 80;
    beside.min.y = above.max.y - 44;
    beside.max.x -= 130;
    std::set<int> edges, nodes;
    for (const Box& box : {above, beside}) {
        for (const session::Action& action : press_all(window, session, box, 9, 9)) {
            if (const auto* edge = std::get_if<session::GoToEdge>(&action))
                edges.insert(edge->edge);
            if (const auto* node = std::get_if<session::GoToNode>(&action))
                nodes.insert(node->node);
        }
    }
    EXPECT_EQ(nodes, (std::set<int>{0, 1, 2, 3, 4, 5}));
    EXPECT_GE(edges.size(), 5u) << "nearly all of the six lines";
}

TEST(FlowPanel, DraggingMovesTheDiagramAndTheButtonsZoom) {
    Headless window;
    Session session = open_first_lesson();
    window.frame(session.state());
    const Box flow = places_of(window, session).of(Place::Flow);
    const ImVec2 empty = {flow.min.x + 24, flow.min.y + 64};
    compat::mouse_to(empty);
    window.frame(session.state());
    compat::mouse_button(compat::Button::Down);
    window.frame(session.state());
    const float before = window.memory().flow.pan.x;
    compat::mouse_to({empty.x + 30, empty.y - 20});
    window.frame(session.state());
    EXPECT_TRUE(window.frame(session.state()).empty());
    compat::mouse_button(compat::Button::Up);
    window.frame(session.state());
    EXPECT_NEAR(window.memory().flow.pan.x - before, 30, 1);
    EXPECT_EQ(window.memory().flow.zoom, 0) << "still as large as fits";
    for (float y = flow.max.y - 64; y < flow.max.y - 16; y += 8)
        for (float x = flow.max.x - 110; x < flow.max.x - 8; x += 8)
            window.click(session.state(), {x, y});
    EXPECT_GT(window.memory().flow.zoom, 0);
}

TEST(FlowPanel, DrawsTheWaysOfAllRequestsWhenAsked) {
    Headless window;
    Session session = open_first_lesson();
    session.apply(session::Walk{session::Move::Last});
    window.frame(session.state());
    const int without = Headless::vertices();
    session.apply(session::ToggleGhosts{});
    window.frame(session.state());
    EXPECT_GT(Headless::vertices(), without);
}

TEST(FlowCanvas, FindsTheLineUnderAPoint) {
    const Session session = open_first_lesson();
    Headless window;
    const lesson::FlowGraph& flow = session.state().lesson->flow;
    const Box room = {{0, 0}, {500, 600}};
    const FlowCanvas canvas(window.look(), flow, room, FlowMemory{});
    for (std::size_t e = 0; e < flow.edges.size(); ++e) {
        const ImVec2 middle = point_on(canvas.edge(e), 0.5f);
        EXPECT_EQ(canvas.edge_at(middle, 3), static_cast<int>(e));
    }
    EXPECT_EQ(canvas.edge_at({-500, -500}, 3), -1);
}

TEST(WirePanel, APressOnALineGoesToTheStepThatReadIt) {
    Headless window;
    Session session = open_first_lesson();
    session.apply(session::GoToStep{session.state().lesson->requests[1].last_step});
    window.frame(session.state());
    const Box wire = places_of(window, session).of(Place::Side);
    std::set<int> steps;
    for (const auto& wish : only<session::GoToStep>(press_all(window, session, wire, 90, 9)))
        steps.insert(wish.step);
    for (const session::WireLine& line : session.state().lesson->requests[1].request_lines)
        if (line.header == "authorization") {
            EXPECT_TRUE(steps.contains(line.step));
        }
}

TEST(StackPanel, APressOnAVariableGoesToItsNextChange) {
    Headless window;
    Session session = open_first_lesson();
    session.apply(session::ShowPanel{PanelId::Stack});
    session.apply(session::GoToLine{8});
    window.frame(session.state());
    const Box side = places_of(window, session).of(Place::Side);
    std::set<std::string> names;
    for (const auto& wish : only<session::GoToChange>(press_all(window, session, side, 60, 9)))
        names.insert(wish.variable.name);
    EXPECT_TRUE(names.contains("token"));
}

TEST(SourceView, BreaksSelectsAndCopies) {
    Headless window;
    ImGui::NewFrame();
    ImGui::Begin("text");
    const std::vector<std::string> lines = {"first", std::string(300, 'w'), "last"};
    const SourceText text = {&lines, 3, [&](int line) {
                                 return std::string_view(lines[static_cast<std::size_t>(line)]);
                             }};
    SourceMemory memory;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    SourceView wrapped(window.look(), Type::Code, text, memory, at, 300, Wrap::Yes);
    EXPECT_GT(wrapped.rows_of(1), 3);
    EXPECT_EQ(wrapped.rows_of(0), 1);
    wrapped.select_all();
    EXPECT_EQ(wrapped.selected(), lines[0] + "\n" + lines[1] + "\n" + lines[2]);
    memory.anchor = {0, 2};
    memory.head = {0, 4};
    EXPECT_EQ(wrapped.selected(), "rs");
    SourceView straight(window.look(), Type::Code, text, memory, at, 300, Wrap::No);
    EXPECT_EQ(straight.rows_of(1), 1);
    EXPECT_GT(straight.width(), 1000);
    EXPECT_EQ(straight.place_at({at.x + 1, at.y + 1}), (TextPlace{0, 0}));
    EXPECT_EQ(straight.place_at({at.x + 5000, at.y + 1}), (TextPlace{0, 5}));
    ImGui::End();
    ImGui::Render();
    compat::accept_textures();
}

}  // namespace
}  // namespace ui
