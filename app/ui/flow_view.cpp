#include "ui/flow_view.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets_button.h"

namespace ui {

namespace {

using session::Lit;

constexpr float kZoomStep = 1.2f;

// The diagram cannot be lost: a part of it stays in the room.
void hold_pan(const Look& look, FlowMemory& memory, const lesson::FlowGraph& flow, const Box& room,
              float zoom) {
    const float unit = zoom * look.scale;
    const float reach_x =
        std::max(0.0f, (flow.width * unit * 1.5f - room.width()) / 2) + look.px(40);
    const float reach_y =
        std::max(0.0f, (flow.height * unit * 1.5f - room.height()) / 2) + look.px(40);
    memory.pan.x = std::clamp(memory.pan.x, -reach_x, reach_x);
    memory.pan.y = std::clamp(memory.pan.y, -reach_y, reach_y);
}

// The point under `fixed` stays where it is.
void zoom_by(FlowMemory& memory, const Box& room, float from, float factor, ImVec2 fixed) {
    const float to = std::clamp(from * factor, kLeastZoom, kMostZoom);
    const ImVec2 arm = {fixed.x - room.centre().x, fixed.y - room.centre().y};
    memory.pan.x = arm.x + (memory.pan.x - arm.x) * to / from;
    memory.pan.y = arm.y + (memory.pan.y - arm.y) * to / from;
    memory.zoom = to;
}

// How far begin..end must move to lie inside least..most: no further than that.
float shift_into(float least, float most, float begin, float end) {
    if (begin < least) return least - begin;
    return end > most ? std::max(most - end, least - begin) : 0;
}

void bring_into(FlowMemory& memory, const Box& box, const Box& room) {
    memory.pan.x += shift_into(room.min.x, room.max.x, box.min.x, box.max.x);
    memory.pan.y += shift_into(room.min.y, room.max.y, box.min.y, box.max.y);
}

bool same(const Box& a, const Box& b) {
    return a.min.x == b.min.x && a.min.y == b.min.y && a.max.x == b.max.x && a.max.y == b.max.y;
}

// Brings the current node into view, once per step.
void follow_request(const Panel& panel, const FlowCanvas& canvas, const Box& room) {
    FlowMemory& memory = panel.memory.flow;
    if (memory.step == panel.now().step) return;
    memory.step = panel.now().step;
    const auto& nodes = panel.now().nodes;
    const auto current = std::find(nodes.begin(), nodes.end(), Lit::Current);
    if (current == nodes.end()) return;
    const Box box = canvas.node(static_cast<std::size_t>(current - nodes.begin()));
    bring_into(memory, box, room);
}

// The same for the node that the keyboard's ring went to.
void follow_ring(const Panel& panel, const FlowCanvas& canvas, const Box& room) {
    FlowMemory& memory = panel.memory.flow;
    const Focus& focus = panel.memory.focus;
    const int count = static_cast<int>(panel.lesson().flow.nodes.size());
    int ringed = focus.shown() ? count - 1 : -1;
    while (ringed >= 0 && !same(canvas.node(static_cast<std::size_t>(ringed)), focus.box()))
        --ringed;
    if (memory.ringed == ringed) return;
    memory.ringed = ringed;
    if (ringed >= 0) bring_into(memory, canvas.node(static_cast<std::size_t>(ringed)), room);
}

}  // namespace

void settle_view(const Panel& panel, const Box& room) {
    const lesson::FlowGraph& flow = panel.lesson().flow;
    FlowMemory& memory = panel.memory.flow;
    hold_pan(panel.look, memory, flow, room, FlowCanvas(panel.look, flow, room, memory).zoom());
    follow_request(panel, FlowCanvas(panel.look, flow, room, memory), room);
    follow_ring(panel, FlowCanvas(panel.look, flow, room, memory), room);
}

void zoom_buttons(const Panel& panel, const Box& room, float zoom) {
    const Look& look = panel.look;
    FlowMemory& memory = panel.memory.flow;
    if (!ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
        !panel.memory.focus.shown())
        return;  // nothing lies over the diagram while it is only looked at
    const float side = button_size(look, {"", Icon::Minus}).x;
    ImVec2 at = {room.max.x - 3 * side, room.max.y - side};
    ImGui::GetWindowDrawList()->AddRectFilled(at, room.max, look.palette.raised, look.px(6));
    ImGui::GetWindowDrawList()->AddRect(at, room.max, look.palette.border, look.px(6));
    const ButtonSpec out = {
        "zoom out", Icon::Minus, {}, ButtonKind::Ghost, "Smaller (Ctrl + wheel)"};
    if (button_at(look, at, out)) zoom_by(memory, room, zoom, 1 / kZoomStep, room.centre());
    at.x += side;
    const ButtonSpec fit = {"zoom fit", Icon::Expand, {}, ButtonKind::Ghost, "All of it"};
    if (button_at(look, at, fit)) {
        memory.zoom = zoom_to_fit(look, panel.lesson().flow, room);
        memory.pan = {0, 0};
    }
    at.x += side;
    const ButtonSpec in = {"zoom in", Icon::Plus, {}, ButtonKind::Ghost, "Larger (Ctrl + wheel)"};
    if (button_at(look, at, in)) zoom_by(memory, room, zoom, kZoomStep, room.centre());
}

bool handle_canvas(const Panel& panel, const Box& room, float zoom) {
    FlowMemory& memory = panel.memory.flow;
    ImGui::SetCursorScreenPos(room.min);
    const bool pressed = ImGui::InvisibleButton("canvas", room.size());
    const ImGuiIO& io = ImGui::GetIO();
    if (ImGui::IsItemActivated()) memory.dragged = false;
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, panel.look.px(4))) {
        memory.dragged = true;
        memory.pan.x += io.MouseDelta.x;
        memory.pan.y += io.MouseDelta.y;
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
    }
    if (ImGui::IsWindowHovered() && io.MouseWheel != 0) {
        if (io.KeyCtrl)
            zoom_by(memory, room, zoom, std::pow(kZoomStep, io.MouseWheel), io.MousePos);
        else
            memory.pan.y += io.MouseWheel * panel.look.px(48);
    }
    return pressed && !memory.dragged;
}

}  // namespace ui
