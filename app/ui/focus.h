// ui/focus.h -- the keyboard's ring: where Tab, F6, the arrows and Enter are. Everything that
// hit_area() makes is a stop, in the order in which it is drawn; nothing else has to be done for
// it. In: moves and presses, between frames. Out: the item on which Enter was pressed answers as if
// the mouse had pressed it. Errors: none; an item that is gone takes the ring with it.
#pragma once

#include <deque>
#include <optional>
#include <variant>
#include <vector>

#include "session/action.h"
#include "ui/box.h"

namespace ui {

class Focus {
  public:
    // The one of the frame that is being drawn; nullptr outside of draw_frame.
    static Focus* current();

    // Keys may come faster than frames: they are carried out in their order.
    void move(session::FocusMove move) { asked_.emplace_back(move); }
    void press(session::Press how) { asked_.emplace_back(how); }
    bool shown() const { return shown_; }
    bool wants_arrows() const { return shown_ || !asked_.empty(); }
    const Box& box() const { return box_; }

    void begin_frame();
    // What is drawn from now on belongs to this part of the window; negative: to no panel.
    void begin_region(int region);
    void begin_body() { in_body_ = true; }  // of the region: what F6 goes to first
    // An overlay begins: what was drawn before cannot be reached.
    void begin_layer();
    // The region that Tab starts from.
    void start_at(int region) { start_ = region; }

    // Told by hit_area, inside the window that the item belongs to. Out: how it is pressed, if so.
    std::optional<session::Press> item(ImGuiID id, const Box& box);
    // Carries out the moves; out: whether another frame is needed to show them.
    bool end_frame();

    Box clip = {};  // of the window that the focused item lies in

  private:
    struct Item {
        ImGuiID id;
        Box box;
        Box clip;
        int region;
        bool body;
    };
    const Item* focused() const;
    const Item* beside(int by) const;
    const Item* above_or_below(float direction) const;
    const Item* in_region_beside(int by) const;
    const Item* first_of(int region) const;
    const Item* target_of(session::FocusMove move);
    bool carry_out(session::FocusMove move);  // false: try again in the next frame
    void go_to(const Item* item);
    void scroll_into_view(const Box& box);

    std::vector<Item> items_;
    using Wish = std::variant<session::FocusMove, session::Press>;
    std::deque<Wish> asked_;
    ImGuiID id_ = 0;
    Box box_ = {};
    std::optional<session::Press> press_;
    bool shown_ = false, in_body_ = false, reveal_ = false;
    int region_ = -1, start_ = -1;
    int scroll_ =
        0;  // lines to scroll the focused item's window by, as nothing more is drawn there
    int retries_ = 0;  // frames in which the last move is tried again
};

}  // namespace ui
