#include "ui/panel_stack.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ui/widgets_button.h"
#include "ui/widgets_card.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

constexpr float kStackPad = 12, kStackHead = 24, kStackRow = 24;
constexpr float kAllNames = 12;  // variables that a call below the running one shows

// One call on the stack: a card with its variables, a row each, cut where the panel ends.
class FrameCard {
  public:
    FrameCard(const Panel& panel, std::size_t index, float width)
        : panel_(panel),
          look_(panel.look),
          p_(panel.look.palette),
          index_(index),
          frame_(panel.now().stack[index]),
          on_top_(index + 1 == panel.now().stack.size()),
          width_(width) {
        for (std::size_t i = 0; i < frame_.variables.size(); ++i)
            if (frame_.variables[i].bound) shown_.push_back(i);
        if (!on_top_ && static_cast<float>(shown_.size()) > kAllNames)
            shown_.resize(static_cast<std::size_t>(kAllNames));
    }

    void draw() {
        const float pad = look_.px(kStackPad);
        const float rows = static_cast<float>(shown_.size()) * look_.px(kStackRow);
        const float height =
            2 * pad + look_.px(kStackHead) + (shown_.empty() ? 0 : rows + look_.px(4));
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::PushID(static_cast<int>(index_));
        if (ImGui::IsRectVisible(at, {at.x + width_, at.y + height})) {
            ImDrawList& list = *ImGui::GetWindowDrawList();
            const ImVec2 end = {at.x + width_, at.y + height};
            list.AddRectFilled(at, end, on_top_ ? p_.raised : p_.card, look_.px(8));
            list.AddRect(at, end, on_top_ ? p_.strong_border : p_.border, look_.px(8));
            draw_head({{at.x + pad, at.y + pad}, {end.x - pad, at.y + pad + look_.px(kStackHead)}});
            draw_variables({at.x + pad, at.y + pad + look_.px(kStackHead + 4)}, end.x - pad);
        }
        ImGui::PopID();
        ImGui::SetCursorScreenPos(at);
        ImGui::Dummy({width_, height});
    }

  private:
    void draw_head(const Box& row) {
        const bool module = frame_.function == "<module>";
        const Hit hit = hit_area("head", row);
        if (hit.hovered)
            ImGui::GetWindowDrawList()->AddRectFilled(row.min, row.max, p_.hover, look_.px(5));
        if (hit.pressed && frame_.line > 0)
            panel_.out.push_back(session::GoToLine{frame_.line, session::Direction::Previous});
        draw_icon(look_, {row.min.x + look_.px(8), row.centre().y}, Type::Small,
                  on_top_ ? p_.accent : p_.muted, on_top_ ? Icon::ArrowRight : Icon::Ring);
        const std::string line = frame_.line > 0 ? fmt::format("line {}", frame_.line) : "";
        const float wide = text_size(look_, Type::Small, line).x;
        draw_text_fitted(
            look_,
            {{row.min.x + look_.px(24), row.min.y}, {row.max.x - wide - look_.px(8), row.max.y}},
            module ? Type::Strong : Type::Code, p_.text,
            module ? std::string_view("the program") : std::string_view(frame_.function));
        draw_text_in_row(look_, {row.max.x - wide - look_.px(2), row.min.y}, row.height(),
                         Type::Small, p_.muted, line);
    }

    void draw_variables(ImVec2 at, float right) {
        float names = 0;
        for (const std::size_t i : shown_)
            names = std::max(names, text_size(look_, Type::CodeSmall, frame_.variables[i].name).x);
        names = std::min(names + look_.px(12), (right - at.x) * 0.45f);
        const ImVec2 clip_min = ImGui::GetWindowDrawList()->GetClipRectMin();
        const ImVec2 clip_max = ImGui::GetWindowDrawList()->GetClipRectMax();
        for (std::size_t i = 0; i < shown_.size(); ++i) {
            const float y = at.y + static_cast<float>(i) * look_.px(kStackRow);
            if (y + look_.px(kStackRow) < clip_min.y || y > clip_max.y) continue;
            draw_variable({{at.x, y}, {right, y + look_.px(kStackRow)}}, shown_[i], names);
        }
    }

    void draw_variable(const Box& row, std::size_t i, float names) {
        const session::VariableView& variable = frame_.variables[i];
        const session::VariableName name = {frame_.function, variable.name};
        const Hit hit = hit_area(static_cast<int>(i), row);
        if (hit.hovered)
            ImGui::GetWindowDrawList()->AddRectFilled(row.min, row.max, p_.hover, look_.px(5));
        if (hit.pressed)
            panel_.out.push_back(session::GoToChange{
                name, hit.back ? session::Direction::Previous : session::Direction::Next});
        const auto breakpoint = session::breakpoint_on_variable(name);
        if (hit.marked) panel_.out.push_back(session::ToggleBreakpoint{breakpoint});
        if (session::has_breakpoint(panel_.state, breakpoint))
            ImGui::GetWindowDrawList()->AddCircleFilled({row.min.x + look_.px(10), row.centre().y},
                                                        look_.px(5), p_.bad);
        const float left = row.min.x + look_.px(24);
        draw_text_cut(look_, {{left, row.min.y}, {left + names - look_.px(8), row.max.y}},
                      Type::CodeSmall, p_.function, variable.name);
        float right = row.max.x - look_.px(4);
        if (variable.changed) {
            const Badge badge = {Icon::Pencil, "new", p_.accent, p_.accent_soft};
            const ImVec2 size = badge_size(look_, badge);
            right -= size.x;
            draw_badge(look_, {right, row.centre().y - size.y / 2}, badge);
            right -= look_.px(6);
        }
        draw_text_cut(look_,
                      {{left + names, row.min.y}, {std::max(left + names + 1, right), row.max.y}},
                      Type::CodeSmall, p_.text, variable.value);
        if (hit.hovered) say_all(variable);
    }

    void say_all(const session::VariableView& variable) const {
        const std::string value =
            session::full_value(panel_.lesson(), panel_.now(), index_, variable.name);
        tip(look_, fmt::format("{}{} = {}\nClick: its next change. Right click: stop where it "
                               "changes.",
                               variable.parameter ? "parameter " : "", variable.name,
                               base::printable(value, 2000)));
    }

    const Panel& panel_;
    const Look& look_;
    const Palette& p_;
    std::size_t index_;
    const session::FrameView& frame_;
    bool on_top_;
    float width_;
    std::vector<std::size_t> shown_;  // of frame_.variables
};

}  // namespace

void draw_stack_panel(const Panel& panel) {
    const auto& stack = panel.now().stack;
    if (stack.empty())
        return empty_state(panel.look, Icon::Layers, "Nothing is running",
                           "No function of the program is called at this step: the framework is "
                           "at work.");
    const float width = body_width();
    for (std::size_t i = stack.size(); i-- > 0;) {
        if (stack[i].left_out > 0) {
            paragraph(panel.look, Type::Small, panel.look.palette.muted,
                      fmt::format("{} more calls are not listed", stack[i].left_out), width);
            gap(panel.look, 8);
        }
        FrameCard(panel, i, width).draw();
        gap(panel.look, 8);
    }
}

}  // namespace ui
