// ui/box.h -- a rectangle in screen pixels.
#pragma once

#include <imgui.h>

namespace ui {

struct Box {
    ImVec2 min, max;
    float width() const { return max.x - min.x; }
    float height() const { return max.y - min.y; }
    ImVec2 size() const { return {width(), height()}; }
    ImVec2 centre() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
    Box inset(float by) const { return {{min.x + by, min.y + by}, {max.x - by, max.y - by}}; }
    bool contains(ImVec2 at) const {
        return at.x >= min.x && at.x < max.x && at.y >= min.y && at.y < max.y;
    }
};

inline ImVec2 operator+(ImVec2 a, ImVec2 b) { return {a.x + b.x, a.y + b.y}; }

}  // namespace ui
