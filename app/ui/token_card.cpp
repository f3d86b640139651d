#include "ui/token_card.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ui/icons.h"
#include "ui/widgets_button.h"
#include "ui/widgets_text.h"

namespace ui {

namespace {

using lesson::CheckResult;
using lesson::ClaimTime;
using lesson::TokenPart;

constexpr float kTokenPad = 12;

std::string_view title_of(TokenPart part) {
    switch (part) {
        case TokenPart::Header: return "Header";
        case TokenPart::Claims: return "Claims";
        case TokenPart::Signature: return "Signature";
    }
    return {};
}

std::string_view note_of(TokenPart part) {
    switch (part) {
        case TokenPart::Header: return "how it is signed";
        case TokenPart::Claims: return "what it says; readable by anyone";
        case TokenPart::Signature: return "made with the key over both";
    }
    return {};
}

// How a check went: sign, word and colour.
struct CheckLook {
    Icon icon;
    std::string_view word;
    ImU32 color, surface;
};
CheckLook look_of(const Palette& p, const lesson::TokenCheck& check) {
    if (!check.known_at && check.result == CheckResult::NotReached)
        return {Icon::Ring, "not yet", p.faint, 0};
    switch (check.result) {
        case CheckResult::Passed: return {Icon::Check, "passed", p.good, 0};
        case CheckResult::Failed: return {Icon::Cross, "failed", p.bad, p.bad_soft};
        case CheckResult::NotReached: return {Icon::Minus, "not reached", p.faint, 0};
        case CheckResult::Skipped: return {Icon::StepForward, "skipped", p.muted, 0};
    }
    return {Icon::Ring, "", p.faint, 0};
}

// Draws from the top down, on a surface whose height is known only at the end.
class CardPainter {
  public:
    CardPainter(const Panel& panel, const session::TokenCard& card, float width)
        : panel_(panel),
          look_(panel.look),
          p_(panel.look.palette),
          card_(card),
          at_(ImGui::GetCursorScreenPos()),
          left_(at_.x + look_.px(kTokenPad)),
          right_(at_.x + width - look_.px(kTokenPad)),
          y_(at_.y + look_.px(kTokenPad - 4)) {}

    void draw() {
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.ChannelsSplit(2);
        list.ChannelsSetCurrent(1);
        draw_head();
        for (const lesson::TokenSegment& segment : card_.token.segments) draw_segment(segment);
        draw_checks();
        y_ += look_.px(kTokenPad - 4);
        list.ChannelsSetCurrent(0);
        const ImVec2 end = {right_ + look_.px(kTokenPad), y_};
        list.AddRectFilled(at_, end, p_.raised, look_.px(6));
        list.AddRect(at_, end, p_.border, look_.px(6));
        list.ChannelsMerge();
        ImGui::SetCursorScreenPos(at_);
        ImGui::Dummy({end.x - at_.x, end.y - at_.y});
    }

  private:
    float row() const { return look_.px(22); }

    void draw_head() {
        draw_icon(look_, {left_ + look_.px(8), y_ + row() / 2}, Type::Small, p_.muted, Icon::Key);
        const std::string title = card_.token.algorithm.empty()
                                      ? std::string("Token, opened")
                                      : fmt::format("Token, opened: signed with {}",
                                                    base::printable(card_.token.algorithm, 24));
        draw_text_cut(look_, {{left_ + look_.px(22), y_}, {right_, y_ + row()}}, Type::SmallStrong,
                      p_.muted, title);
        y_ += row() + look_.px(2);
    }

    void draw_segment(const lesson::TokenSegment& segment) {
        const ImU32 color = color_of(p_, segment.part);
        const std::string_view title = title_of(segment.part);
        draw_text_in_row(look_, {left_, y_}, row(), Type::SmallStrong, color, title);
        const float wide = text_size(look_, Type::SmallStrong, title).x;
        underline_part(look_, segment.part, left_, left_ + wide, y_ + row() - look_.px(1));
        draw_text_cut(look_, {{left_ + wide + look_.px(10), y_}, {right_, y_ + row()}}, Type::Small,
                      p_.faint, note_of(segment.part));
        y_ += row() + look_.px(2);
        if (!segment.fault.empty()) draw_fault(segment.fault);
        float names = 0;
        for (const lesson::TokenMember& member : segment.members)
            names = std::max(names, text_size(look_, Type::CodeSmall, member.name).x);
        names = std::min(names + look_.px(12), (right_ - left_) * 0.4f);
        for (const lesson::TokenMember& member : segment.members) draw_member(member, color, names);
        if (segment.part == TokenPart::Signature) draw_signature(color);
        y_ += look_.px(4);
    }

    void draw_fault(const std::string& fault) {
        draw_icon(look_, {left_ + look_.px(8), y_ + row() / 2}, Type::Small, p_.bad, Icon::Warning);
        draw_text_cut(look_, {{left_ + look_.px(22), y_}, {right_, y_ + row()}}, Type::Small,
                      p_.bad, fault);
        y_ += row();
    }

    void draw_member(const lesson::TokenMember& member, ImU32 color, float names) {
        const ImU32 ink = member.repeated ? p_.faint : p_.text;
        draw_text_cut(look_, {{left_, y_}, {left_ + names - look_.px(6), y_ + row()}},
                      Type::CodeSmall, member.repeated ? p_.faint : color,
                      base::printable(member.name, 60));
        std::string value = base::printable(member.value, 200);
        if (member.repeated) value += "  (overruled by the same name further on)";
        draw_text_fitted(look_, {{left_ + names, y_}, {right_, y_ + row()}}, Type::CodeSmall, ink,
                         value);
        y_ += row();
        if (member.readable.empty()) return;
        const bool late = member.time == ClaimTime::Expired || member.time == ClaimTime::NotYet;
        draw_icon(look_, {left_ + names + look_.px(7), y_ + look_.px(9)}, Type::Small,
                  late ? p_.bad : p_.muted, late ? Icon::Warning : Icon::Clock);
        draw_text_fitted(look_, {{left_ + names + look_.px(20), y_}, {right_, y_ + look_.px(18)}},
                         late ? Type::SmallStrong : Type::Small, late ? p_.bad : p_.muted,
                         member.readable);
        y_ += look_.px(20);
    }

    void draw_signature(ImU32 color) {
        const std::string text = card_.token.signature_hex.empty()
                                     ? "empty: nothing proves who wrote the token"
                                     : card_.token.signature_hex;
        draw_text_fitted(look_, {{left_, y_}, {right_, y_ + row()}}, Type::CodeSmall, color, text);
        y_ += row();
    }

    void draw_checks() {
        if (card_.checks.empty()) {
            if (card_.in_response) return;
            draw_text_cut(look_, {{left_, y_}, {right_, y_ + row()}}, Type::Small, p_.muted,
                          "Nothing has checked it yet.");
            y_ += row();
            return;
        }
        draw_text_in_row(look_, {left_, y_}, row(), Type::SmallStrong, p_.muted,
                         "Checks, in their order");
        y_ += row() + look_.px(2);
        for (std::size_t i = 0; i < card_.checks.size(); ++i) draw_check(i);
    }

    void draw_check(std::size_t index) {
        const lesson::TokenCheck& check = card_.checks[index];
        const CheckLook how = look_of(p_, check);
        const bool first_failed = static_cast<int>(index) == card_.first_failed;
        const float reason_width = right_ - left_ - look_.px(22);
        const Paragraph reason = lay_out(look_, Type::Small, check.reason, reason_width);
        const bool tells = !check.reason.empty() && check.result == CheckResult::Failed;
        const float height = row() + (tells ? reason.height + look_.px(4) : 0);
        const Box box = {{left_ - look_.px(6), y_}, {right_ + look_.px(6), y_ + height}};
        ImGui::PushID(static_cast<int>(index));
        ImGui::PushID(card_.token.text.data());
        const bool known = check.known_at.has_value();
        const Hit hit = known ? hit_area("check", box) : Hit{};
        ImGui::PopID();
        ImGui::PopID();
        if (hit.pressed) panel_.out.push_back(session::GoToStep{*check.known_at});
        ImDrawList& list = *ImGui::GetWindowDrawList();
        if (first_failed) {
            list.AddRectFilled(box.min, box.max, how.surface, look_.px(5));
            list.AddRectFilled(box.min, {box.min.x + look_.px(3), box.max.y}, how.color,
                               look_.px(2));
        } else if (hit.hovered) {
            list.AddRectFilled(box.min, box.max, p_.hover, look_.px(5));
        }
        draw_icon(look_, {left_ + look_.px(8), y_ + row() / 2}, Type::Small, how.color, how.icon);
        draw_text_in_row(look_, {left_ + look_.px(22), y_}, row(), Type::CodeSmall,
                         known ? p_.text : p_.faint, check.name);
        const bool fresh = known && *check.known_at > panel_.now().previous_stop;
        const std::string word = std::string(how.word) + (fresh ? ", new" : "");
        const Type type = first_failed || fresh ? Type::SmallStrong : Type::Small;
        draw_text_in_row(look_, {right_ - text_size(look_, type, word).x, y_}, row(), type,
                         how.color, word);
        if (tells)
            draw_paragraph(look_, {left_ + look_.px(22), y_ + row()}, Type::Small, p_.text, reason);
        if (hit.hovered && !tells && !check.reason.empty()) tip(look_, check.reason);
        y_ += height;
    }

    const Panel& panel_;
    const Look& look_;
    const Palette& p_;
    const session::TokenCard& card_;
    ImVec2 at_;
    float left_, right_, y_;
};

}  // namespace

ImU32 color_of(const Palette& p, TokenPart part) {
    switch (part) {
        case TokenPart::Header: return p.type;
        case TokenPart::Claims: return p.keyword;
        case TokenPart::Signature: return p.number;
    }
    return p.text;
}

void underline_part(const Look& look, TokenPart part, float left, float right, float y) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 color = color_of(look.palette, part);
    const float thick = look.px(1);
    if (part == TokenPart::Signature) {
        for (float x = left; x < right; x += look.px(4))
            list.AddLine({x, y}, {std::min(right, x + look.px(2)), y}, color, thick);
        return;
    }
    list.AddLine({left, y}, {right, y}, color, thick);
    if (part == TokenPart::Claims)
        list.AddLine({left, y - look.px(2)}, {right, y - look.px(2)}, color, thick);
}

void draw_token_card(const Panel& panel, const session::TokenCard& card, float width) {
    CardPainter(panel, card, width).draw();
}

}  // namespace ui
