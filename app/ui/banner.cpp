#include "ui/banner.h"

#include <fmt/format.h>

#include <algorithm>

#include "ui/compat.h"
#include "ui/widgets_button.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

constexpr float kHeight = 48;
constexpr std::size_t kShownInBanner = 3;

void draw_strip(const Look& look, const Box& bar, ImU32 surface, ImU32 color, Icon icon) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(bar.min, bar.max, surface, look.px(8));
    list.AddRect(bar.min, bar.max, with_alpha(color, 0.5f), look.px(8));
    draw_icon(look, {bar.min.x + look.px(24), bar.min.y + look.px(kHeight / 2)}, Type::Lead, color,
              icon);
}

void draw_proof_strip(const Panel& panel, const Box& bar) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    draw_strip(look, bar, p.warn_soft, p.warn, Icon::Fork);
    const ButtonSpec back = {"leave_proof", Icon::ArrowLeft, "Back to the lesson",
                             ButtonKind::Primary, "Esc"};
    const ImVec2 size = button_size(look, back);
    const float right = bar.max.x - size.x - look.px(8);
    if (button_at(look, {right, bar.centre().y - size.y / 2}, back))
        panel.out.push_back(session::LeaveProof{});
    const std::string text =
        fmt::format("What if: {}. This run proves question {}.", panel.state.proof->what_if,
                    panel.state.proof->question + 1);
    draw_text_fitted(look, {{bar.min.x + look.px(44), bar.min.y}, {right - look.px(12), bar.max.y}},
                     Type::Strong, p.text, text);
}

std::string fault_headline(const session::State& state) {
    const std::size_t count = state.findings.size();
    return fmt::format("{} has {} fault{}. The last good run stays on the screen.",
                       state.file.filename().string(), count, count == 1 ? "" : "s");
}

void draw_fault_strip(const Panel& panel, const Box& bar) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    draw_strip(look, bar, p.bad_soft, p.bad, Icon::Warning);
    const ButtonSpec reload = {"reload", Icon::Refresh, "Load again", ButtonKind::Quiet, "F5"};
    const ImVec2 size = button_size(look, reload);
    const float right = bar.max.x - size.x - look.px(8);
    if (button_at(look, {right, bar.min.y + look.px(8)}, reload))
        panel.out.push_back(session::Reload{});
    const float left = bar.min.x + look.px(44);
    draw_text_fitted(look, {{left, bar.min.y}, {right - look.px(12), bar.min.y + look.px(kHeight)}},
                     Type::Strong, p.text, fault_headline(panel.state));
    float y = bar.min.y + look.px(kHeight - 8);
    for (std::size_t i = 0; i < std::min(kShownInBanner, panel.state.findings.size()); ++i) {
        draw_text_fitted(look, {{left, y}, {bar.max.x - look.px(12), y + look.px(20)}},
                         Type::CodeSmall, p.text, panel.state.findings[i]);
        y += look.px(20);
    }
}

// One fault on its own card, with a mark at its edge.
void draw_fault(const Look& look, const std::string& finding, float width) {
    const Palette& p = look.palette;
    const float pad = look.px(12);
    const Paragraph laid = lay_out(look, Type::CodeSmall, finding, width - 3 * pad);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 end = {at.x + width, at.y + laid.height + 2 * pad};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, end, p.card, look.px(6));
    list.AddRect(at, end, p.border, look.px(6));
    list.AddRectFilled(at, {at.x + look.px(4), end.y}, p.bad, look.px(2));
    draw_paragraph(look, {at.x + 1.5f * pad, at.y + pad}, Type::CodeSmall, p.text, laid);
    ImGui::Dummy({width, laid.height + 2 * pad});
}

void draw_gone_strip(const Panel& panel, const Box& bar) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    draw_strip(look, bar, p.warn_soft, p.warn, Icon::Warning);
    draw_text_fitted(
        look, {{bar.min.x + look.px(44), bar.min.y}, {bar.max.x - look.px(12), bar.max.y}},
        Type::Strong, p.text,
        fmt::format("{} is gone. The last good run stays on the screen; the lesson is loaded again "
                    "when the file is back.",
                    panel.state.gone));
}

void draw_notice_strip(const Panel& panel, const Box& bar) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    draw_strip(look, bar, p.accent_soft, p.accent, Icon::Info);
    const ButtonSpec close = {"close_notice", Icon::Cross, {}, ButtonKind::Ghost, "Close (Esc)"};
    const ImVec2 size = button_size(look, close);
    const float right = bar.max.x - size.x - look.px(8);
    if (button_at(look, {right, bar.centre().y - size.y / 2}, close))
        panel.out.push_back(session::Close{});
    draw_text_fitted(look, {{bar.min.x + look.px(44), bar.min.y}, {right - look.px(12), bar.max.y}},
                     Type::Strong, p.text, panel.state.notices.back());
}

// What is to be said above the panels: the most pressing of all.
enum class Strip { None, Faults, Gone, Notice, Proof };
Strip strip_of(const session::State& state) {
    if (!state.findings.empty()) return Strip::Faults;
    if (!state.gone.empty()) return Strip::Gone;
    if (!state.notices.empty()) return Strip::Notice;
    return state.proof ? Strip::Proof : Strip::None;
}

}  // namespace

float banner_height(const Panel& panel) {
    const session::State& state = panel.state;
    if (!state.lesson) return 0;
    switch (strip_of(state)) {
        case Strip::None: return 0;
        case Strip::Gone:
        case Strip::Notice:
        case Strip::Proof: return panel.look.px(kHeight);
        case Strip::Faults: break;
    }
    const auto lines = static_cast<float>(std::min(kShownInBanner, state.findings.size()));
    return panel.look.px(kHeight + 4 + 20 * lines);
}

void draw_banner(const Panel& panel, const Box& bar) {
    switch (strip_of(panel.state)) {
        case Strip::None: return;
        case Strip::Faults: return draw_fault_strip(panel, bar);
        case Strip::Gone: return draw_gone_strip(panel, bar);
        case Strip::Notice: return draw_notice_strip(panel, bar);
        case Strip::Proof: return draw_proof_strip(panel, bar);
    }
}

namespace {

// Files that were open lately, where no lesson is.
void draw_recent(const Panel& panel, float width) {
    const Look& look = panel.look;
    const auto& recent = panel.state.settings.recent;
    if (recent.empty()) return;
    gap(look, 24);
    paragraph(look, Type::SmallStrong, look.palette.muted, "Open lately", width);
    gap(look, 4);
    for (std::size_t i = 0; i < recent.size(); ++i) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const Box row = {at, {at.x + width, at.y + look.px(30)}};
        const Hit hit = hit_area(static_cast<int>(i), row);
        if (hit.pressed) panel.out.push_back(session::OpenLesson{recent[i]});
        if (hit.hovered)
            ImGui::GetWindowDrawList()->AddRectFilled(row.min, row.max, look.palette.hover,
                                                      look.px(6));
        draw_icon(look, {at.x + look.px(14), row.centre().y}, Type::Body, look.palette.muted,
                  Icon::History);
        draw_text_fitted(look, {{at.x + look.px(30), at.y}, {row.max.x - look.px(8), row.max.y}},
                         Type::Body, look.palette.text, recent[i]);
        ImGui::Dummy(row.size());
    }
}

}  // namespace

void draw_without_lesson(const Panel& panel, const Box& area) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const bool faulty = !panel.state.findings.empty();
    const float width = std::min(area.width(), look.px(faulty ? 900 : 420));
    ImGui::SetCursorScreenPos(
        {area.centre().x - width / 2, area.min.y + area.height() * (faulty ? 0.12f : 0.3f)});
    compat::begin_child("without_lesson", {width, area.height() * 0.8f}, compat::Border::No);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_icon(look, {at.x + look.px(14), at.y + look.px(14)}, Type::Title,
              faulty ? p.bad : p.accent, faulty ? Icon::Warning : Icon::Book);
    ImGui::SetCursorScreenPos({at.x + look.px(36), at.y});
    paragraph(look, Type::Title, p.text,
              faulty ? "This lesson cannot be opened yet" : "No lesson is open",
              width - look.px(36));
    gap(look, 8);
    paragraph(look, Type::Body, p.muted,
              faulty
                  ? "Its file has faults. Mend them and load it again: the window shows the "
                    "lesson as soon as it is whole."
                  : "Choose one of the lessons on this machine, drop a lesson's JSON file on this "
                    "window, or name one on the command line: authwalk open FILE",
              width);
    gap(look, 16);
    for (const std::string& finding : panel.state.findings) {
        draw_fault(look, finding, width - look.px(16));
        gap(look, 8);
    }
    gap(look, 16);
    if (faulty) {
        if (button(look, {"reload", Icon::Refresh, "Load again (F5)", ButtonKind::Primary}))
            panel.out.push_back(session::Reload{});
        ImGui::SameLine(0, look.px(8));
    }
    const ButtonKind kind = faulty ? ButtonKind::Quiet : ButtonKind::Primary;
    if (button(look, {"lessons_here", Icon::Book, "Lessons (Ctrl+O)", kind}))
        panel.out.push_back(session::ShowOverlay{session::Overlay::Lessons});
    draw_recent(panel, width);
    ImGui::EndChild();
}

}  // namespace ui
