// ui/widgets_button.h -- things to press. Out: true in the frame in which it was pressed.
#pragma once

#include <string_view>
#include <vector>

#include "ui/icons.h"
#include "ui/look.h"

namespace ui {

enum class ButtonKind {
    Primary,  // the one thing to do: filled with the accent
    Quiet,    // bordered
    Ghost,    // text alone until the pointer is over it
};

struct ButtonSpec {
    const char* id;
    Icon icon = Icon::None;
    std::string_view label = {};
    ButtonKind kind = ButtonKind::Quiet;
    const char* tip = nullptr;
    bool enabled = true;
};
ImVec2 button_size(const Look& look, const ButtonSpec& spec);
// At ImGui's cursor.
bool button(const Look& look, const ButtonSpec& spec);
// With its upper left corner there; the cursor is left where it was.
bool button_at(const Look& look, ImVec2 at, const ButtonSpec& spec);

// One of several, side by side. Out: the one pressed, or -1.
float segments_width(const Look& look, const std::vector<std::string_view>& labels);
int segments_at(const Look& look, ImVec2 at, const char* id,
                const std::vector<std::string_view>& labels, int current, const char* tip);

// An invisible thing to press over `box`, by mouse or with the keyboard's ring on it (ui/focus.h).
enum class Keyboard : bool { Skips, Stops };
struct Hit {
    bool pressed = false, hovered = false;
    bool back = false;    // with Shift: to the previous time
    bool marked = false;  // by the right button, or B on the ring: a breakpoint
    session::Direction direction() const {
        return back ? session::Direction::Previous : session::Direction::Next;
    }
};
Hit hit_area(const char* id, const Box& box, Keyboard keyboard = Keyboard::Stops);
Hit hit_area(int id, const Box& box, Keyboard keyboard = Keyboard::Stops);

// What the pointer rests on says more.
void tip(const Look& look, std::string_view text);

}  // namespace ui
