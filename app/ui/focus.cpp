#include "ui/focus.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ui {

using session::FocusMove;

Focus* Focus::current() { return static_cast<Focus*>(ImGui::GetIO().UserData); }

void Focus::begin_frame() {
    items_.clear();
    region_ = -1;
    in_body_ = false;
    press_.reset();
    if (!asked_.empty() && std::holds_alternative<session::Press>(asked_.front())) {
        press_ = std::get<session::Press>(asked_.front());
        asked_.pop_front();
    }
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) shown_ = false;
}

void Focus::begin_region(int region) {
    region_ = region;
    in_body_ = region < 0;
}

void Focus::begin_layer() {
    items_.clear();
    begin_region(-1);
}

std::optional<session::Press> Focus::item(ImGuiID id, const Box& box) {
    const ImDrawList& list = *ImGui::GetWindowDrawList();
    items_.push_back({id, box, {list.GetClipRectMin(), list.GetClipRectMax()}, region_, in_body_});
    if (id != id_ || !shown_) return std::nullopt;
    if (std::exchange(reveal_, false)) scroll_into_view(box);
    if (scroll_ != 0)
        ImGui::SetScrollY(std::clamp(
            ImGui::GetScrollY() + static_cast<float>(std::exchange(scroll_, 0)) * box.height(),
            0.0f, ImGui::GetScrollMaxY()));
    return std::exchange(press_, std::nullopt);
}

void Focus::scroll_into_view(const Box& box) {
    const float top = ImGui::GetWindowPos().y, bottom = top + ImGui::GetWindowHeight();
    if (box.min.y < top || box.max.y > bottom)
        ImGui::SetScrollFromPosY(box.centre().y - top, box.min.y < top ? 0.2f : 0.8f);
}

const Focus::Item* Focus::focused() const {
    for (const Item& item : items_)
        if (item.id == id_) return &item;
    return nullptr;
}

const Focus::Item* Focus::beside(int by) const {
    const Item* here = focused();
    const auto count = static_cast<std::ptrdiff_t>(items_.size());
    if (!here) return by > 0 ? &items_.front() : &items_.back();
    return &items_[static_cast<std::size_t>((here - items_.data() + by + count) % count)];
}

// The nearest in that direction inside the same region; sideways counts twice.
const Focus::Item* Focus::above_or_below(float direction) const {
    const Item* here = focused();
    if (!here) return nullptr;
    const Item* best = nullptr;
    float least = 0;
    for (const Item& item : items_) {
        const float down = (item.box.centre().y - here->box.centre().y) * direction;
        if (item.region != here->region || item.body != here->body || down < 1) continue;
        const float aside =
            std::max({0.0f, item.box.min.x - here->box.max.x, here->box.min.x - item.box.max.x}) +
            std::fabs(item.box.min.x - here->box.min.x) * 0.1f;
        const float distance = down + 2 * aside;
        if (!best || distance < least) {
            best = &item;
            least = distance;
        }
    }
    return best;
}

const Focus::Item* Focus::first_of(int region) const {
    const Item* head = nullptr;
    for (const Item& item : items_) {
        if (item.region != region) continue;
        if (item.body) return &item;
        if (!head) head = &item;
    }
    return head;
}

const Focus::Item* Focus::in_region_beside(int by) const {
    std::vector<int> regions;
    for (const Item& item : items_)
        if (regions.empty() || regions.back() != item.region) regions.push_back(item.region);
    const Item* here = focused();
    const auto at = std::find(regions.begin(), regions.end(), here ? here->region : start_);
    const auto count = static_cast<std::ptrdiff_t>(regions.size());
    std::ptrdiff_t index = at == regions.end() ? (by > 0 ? 0 : count - 1)
                                               : (at - regions.begin() + by + count) % count;
    return first_of(regions[static_cast<std::size_t>(index)]);
}

const Focus::Item* Focus::target_of(FocusMove move) {
    const bool lost = !shown_ || !focused();
    if (lost && start_ >= 0 && move != FocusMove::NextPanel && move != FocusMove::PreviousPanel)
        if (const Item* first = first_of(start_)) return first;
    switch (move) {
        case FocusMove::Next: return beside(1);
        case FocusMove::Previous: return beside(-1);
        case FocusMove::Up: return above_or_below(-1);
        case FocusMove::Down: return above_or_below(1);
        case FocusMove::NextPanel: return in_region_beside(1);
        case FocusMove::PreviousPanel: return in_region_beside(-1);
        case FocusMove::Away: return nullptr;
    }
    return nullptr;
}

void Focus::go_to(const Item* item) {
    id_ = item->id;
    start_ = item->region;
    shown_ = reveal_ = true;
    retries_ = 0;
}

bool Focus::carry_out(FocusMove move) {
    if (move == FocusMove::Away) shown_ = false;
    if (items_.empty() || move == FocusMove::Away) return true;
    if (const Item* target = target_of(move)) {
        go_to(target);
        return true;
    }
    // Further up or down there may be more than is drawn: scroll once, then look again.
    if (!shown_ || retries_ >= 2) {
        retries_ = 0;
        return true;
    }
    if (retries_++ == 0) scroll_ = move == FocusMove::Up ? -2 : 2;
    return false;
}

bool Focus::end_frame() {
    const bool asked = !asked_.empty();
    while (!asked_.empty() && std::holds_alternative<FocusMove>(asked_.front()) &&
           carry_out(std::get<FocusMove>(asked_.front())))
        asked_.pop_front();
    const Item* here = focused();
    if (!here) shown_ = false;
    if (here) box_ = here->box;
    if (here) clip = here->clip;
    return asked;
}

}  // namespace ui
