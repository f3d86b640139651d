#include "ui/panel_quiz.h"

#include <fmt/format.h>

#include <algorithm>

#include "ui/widgets_button.h"
#include "ui/widgets_card.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

using session::AnswerState;
using session::QuestionView;

struct Question {
    int index;
    const QuestionView& view;
    const AnswerState& given;
    bool judged() const { return given.checked && given.revealed; }
    bool right() const { return given.chosen == view.right; }
};

// "1 2 3" with the state of each, and the score.
void draw_pager(const Panel& panel, float width) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const auto& quiz = panel.lesson().quiz;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float side = look.px(28);
    float x = at.x;
    for (int i = 0; i < static_cast<int>(quiz.size()); ++i) {
        const AnswerState& given = panel.state.answers[static_cast<std::size_t>(i)];
        const bool judged = given.checked && given.revealed;
        const bool right = judged && given.chosen == quiz[static_cast<std::size_t>(i)].right;
        const Box box = {{x, at.y}, {x + side, at.y + side}};
        const Hit hit = hit_area(1000 + i, box);
        if (hit.pressed) panel.out.push_back(session::GoToQuestion{i});
        const bool here = i == panel.state.question;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const ImU32 surface = judged ? (right ? p.good_soft : p.bad_soft) : p.raised;
        list.AddRectFilled(box.min, box.max, hit.hovered ? p.hover : surface, look.px(6));
        list.AddRect(box.min, box.max, here ? p.accent : p.border, look.px(6), 0,
                     look.px(here ? 2 : 1));
        if (judged) {
            draw_icon(look, box.centre(), Type::Small, right ? p.good : p.bad,
                      right ? Icon::Check : Icon::Cross);
        } else {
            const std::string number = fmt::format("{}", i + 1);
            const float w = text_size(look, Type::SmallStrong, number).x;
            draw_text_in_row(look, {box.centre().x - w / 2, box.min.y}, side, Type::SmallStrong,
                             here ? p.accent : p.muted, number);
        }
        x += side + look.px(6);
    }
    const std::string text =
        fmt::format("{} of {} right", session::score(panel.state), quiz.size());
    const Badge badge = {Icon::Trophy, text, p.muted, p.raised};
    const ImVec2 size = badge_size(look, badge);
    if (!panel.state.presenter)
        draw_badge(look, {at.x + width - size.x, at.y + (side - size.y) / 2}, badge);
    ImGui::Dummy({width, side});
    gap(look, 12);
}

struct ChoiceInk {
    ImU32 surface, border, letter;
    Icon icon;
};
ChoiceInk ink_of(const Palette& p, const Question& question, int choice, bool hovered) {
    const bool chosen = question.given.chosen == choice;
    if (question.judged() && choice == question.view.right)
        return {p.good_soft, p.good, p.good, Icon::CheckCircle};
    if (question.judged() && chosen) return {p.bad_soft, p.bad, p.bad, Icon::CrossCircle};
    if (chosen) return {p.accent_soft, p.accent, p.accent, Icon::None};
    return {hovered ? p.hover : p.card, hovered ? p.strong_border : p.border, p.muted, Icon::None};
}

void draw_choice(const Panel& panel, const Question& question, int index, float width) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const std::string& text = question.view.choices[static_cast<std::size_t>(index)].text;
    const float pad = look.px(10), indent = look.px(32);
    const Paragraph laid = lay_out(look, Type::Body, text, width - indent - 2 * pad - look.px(28));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Box box = {at, {at.x + width, at.y + laid.height + look.px(16)}};
    const Hit hit = hit_area(index, box);
    if (hit.pressed) panel.out.push_back(session::Choose{question.index, index});
    const ChoiceInk ink = ink_of(p, question, index, hit.hovered);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(box.min, box.max, ink.surface, look.px(6));
    list.AddRect(box.min, box.max, ink.border, look.px(6));
    const char letter[2] = {static_cast<char>('A' + index), 0};
    draw_text_in_row(look, {at.x + look.px(14), at.y + look.px(8)}, line_height(look, Type::Body),
                     Type::Strong, ink.letter, letter);
    draw_paragraph(look, {at.x + pad + indent, at.y + look.px(8)}, Type::Body, p.text, laid);
    if (ink.icon != Icon::None)
        draw_icon(look, {box.max.x - look.px(20), box.centre().y}, Type::LeadStrong, ink.letter,
                  ink.icon);
    ImGui::Dummy(box.size());
    gap(look, 6);
}

void draw_hints(const Panel& panel, const Question& question, float width) {
    const Look& look = panel.look;
    for (int i = 0; i < question.given.hints_shown; ++i) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        draw_icon(look, {at.x + look.px(8), at.y + look.px(10)}, Type::Body, look.palette.warn,
                  Icon::Bulb);
        ImGui::SetCursorScreenPos({at.x + look.px(24), at.y});
        paragraph(look, Type::Body, look.palette.muted,
                  question.view.hints[static_cast<std::size_t>(i)], width - look.px(24));
        gap(look, 6);
    }
}

Badge proof_badge(const Palette& p, const QuestionView& view) {
    if (view.proven) return {Icon::Shield, "proven by a run", p.good, p.good_soft};
    return {Icon::Info, "asserted by the author", p.muted, p.raised};
}

void draw_verdict(const Panel& panel, const Question& question, float width) {
    const Look& look = panel.look;
    const Palette& p = look.palette;
    const bool right = question.right();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Badge badge = right ? Badge{Icon::CheckCircle, "Right", p.good, p.good_soft}
                              : Badge{Icon::CrossCircle, "Not quite", p.bad, p.bad_soft};
    draw_badge(look, at, badge);
    draw_badge(look, {at.x + badge_size(look, badge).x + look.px(8), at.y},
               proof_badge(p, question.view));
    ImGui::Dummy({width, look.px(24)});
    gap(look, 8);
    paragraph(look, Type::Body, p.text, question.view.explain, width);
    gap(look, 8);
    if (!question.view.what_if.empty()) {
        paragraph(look, Type::Small, p.muted,
                  "The proof runs the program with one change: " + question.view.what_if + ".",
                  width);
        gap(look, 8);
    }
}

// The next thing to do is the primary button.
void draw_buttons(const Panel& panel, const Question& question) {
    const Look& look = panel.look;
    const int index = question.index;
    const bool last = index + 1 == static_cast<int>(panel.lesson().quiz.size());
    const bool more_hints =
        question.given.hints_shown < static_cast<int>(question.view.hints.size());
    const auto press = [&](const ButtonSpec& spec, const session::Action& action) {
        if (button(look, spec)) panel.out.push_back(action);
        ImGui::SameLine(0, look.px(8));
    };
    if (!question.given.checked) {
        press({"check", Icon::Check, "Check", ButtonKind::Primary, nullptr,
               question.given.chosen >= 0},
              session::CheckAnswer{index});
        if (more_hints) press({"hint", Icon::Bulb, "Hint"}, session::ShowHint{index});
    } else if (!question.given.revealed) {
        press({"reveal", Icon::Eye, "Reveal the answer", ButtonKind::Primary},
              session::RevealAnswer{index});
    } else {
        if (question.view.proof)
            press({"proof", Icon::Play, "Show me", ButtonKind::Primary,
                   "Walk the run that proves it"},
                  session::ShowProof{index});
        if (!last)
            press({"next", Icon::ArrowRight, "Next question"}, session::GoToQuestion{index + 1});
    }
    ImGui::NewLine();
}

// The verdict stands below the choices: it is scrolled to when it appears.
void follow_verdict(const Panel& panel, const Question& question) {
    const int seen = question.judged() ? question.index : -1;
    if (panel.memory.quiz_verdict == seen) return;
    panel.memory.quiz_verdict = seen;
    if (seen >= 0) ImGui::SetScrollHereY(1.0f);
}

}  // namespace

void draw_quiz_panel(const Panel& panel) {
    const Look& look = panel.look;
    const auto& quiz = panel.lesson().quiz;
    if (quiz.empty() || panel.state.answers.size() != quiz.size())
        return empty_state(look, Icon::Question, "No quiz", "The lesson asks no questions.");
    const auto at = static_cast<std::size_t>(panel.state.question);
    const Question question = {panel.state.question, quiz[at], panel.state.answers[at]};
    const float width = std::min(body_width(), look.px(720));
    draw_pager(panel, width);
    paragraph(look, Type::LeadStrong, look.palette.text, question.view.question, width);
    gap(look, 10);
    ImGui::PushID(question.index);
    for (int i = 0; i < static_cast<int>(question.view.choices.size()); ++i)
        draw_choice(panel, question, i, width);
    gap(look, 8);
    draw_hints(panel, question, width);
    if (question.judged()) draw_verdict(panel, question, width);
    if (!question.view.problem.empty())
        paragraph(look, Type::Small, look.palette.warn, question.view.problem, width);
    draw_buttons(panel, question);
    ImGui::PopID();
    gap(look, 12);
    follow_verdict(panel, question);
}

}  // namespace ui
