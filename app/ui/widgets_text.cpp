#include "ui/widgets_text.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace ui {

namespace {

ImDrawList& list() { return *ImGui::GetWindowDrawList(); }

// The largest types have no code face beside them: there code is told by its surface alone.
Type code_type_beside(Type type) {
    if (type == Type::Title || type == Type::Caption) return type;
    return type == Type::Small || type == Type::SmallStrong ? Type::CodeSmall : Type::Code;
}

float width_of(const Look& look, Type type, std::string_view text) {
    return text_size(look, type, text).x;
}

// Breaks the text into words with the blank before them, each in one face.
struct Word {
    std::string_view text;
    bool code = false;
    bool blank_before = false;
    bool line_break = false;
};
std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    bool code = false, blank = false;
    std::size_t begin = 0;
    const auto flush = [&](std::size_t end) {
        if (end > begin) {
            words.push_back({text.substr(begin, end - begin), code, blank, false});
            blank = false;
        }
        begin = end + 1;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '`') {
            flush(i);
            code = !code;
        } else if (text[i] == ' ') {
            flush(i);
            blank = true;
        } else if (text[i] == '\n') {
            flush(i);
            words.push_back({{}, false, false, true});
            blank = false;
        }
    }
    flush(text.size());
    return words;
}

// The longest beginning of `text` that fits; at least one character.
std::size_t fitting(const Look& look, Type type, std::string_view text, float width) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto size = static_cast<std::size_t>(base::decode_utf8(text, at).size);
        if (at > 0 && width_of(look, type, text.substr(0, at + size)) > width) break;
        at += size;
    }
    return at;
}

class LineBreaker {
  public:
    LineBreaker(const Look& look, Type type, float width)
        : look_(look), type_(type), width_(std::max(width, look.px(40))) {
        blank_ = width_of(look, type, " ");
        paragraph_.lines.emplace_back();
    }

    void add(Word word) {
        if (word.line_break) return new_line();
        const Type type = word.code ? code_type_beside(type_) : type_;
        float width = width_of(look_, type, word.text);
        if (x_ > 0 && word.blank_before) {
            if (x_ + blank_ + width > width_) {
                new_line();
            } else {
                x_ += blank_;
            }
        }
        while (x_ + width > width_) {  // one word, wider than the paragraph
            const std::size_t end = fitting(look_, type, word.text, width_ - x_);
            if (end == word.text.size()) break;
            put({word.text.substr(0, end), word.code, x_,
                 width_of(look_, type, word.text.substr(0, end))});
            word.text.remove_prefix(end);
            width = width_of(look_, type, word.text);
            new_line();
        }
        put({word.text, word.code, x_, width});
    }

    Paragraph finish() {
        const auto count = static_cast<float>(paragraph_.lines.size());
        paragraph_.height = count * line_height(look_, type_);
        return std::move(paragraph_);
    }

  private:
    void new_line() {
        paragraph_.lines.emplace_back();
        x_ = 0;
    }
    void put(const Run& run) {
        std::vector<Run>& line = paragraph_.lines.back();
        // Neighbours in one face are drawn in one go.
        if (!line.empty() && !run.code && !line.back().code) {
            const char* begin = line.back().text.data();
            const char* end = run.text.data() + run.text.size();
            line.back().text = {begin, static_cast<std::size_t>(end - begin)};
            line.back().width = run.x + run.width - line.back().x;
        } else {
            line.push_back(run);
        }
        x_ = run.x + run.width;
        paragraph_.width = std::max(paragraph_.width, x_);
    }

    const Look& look_;
    Type type_;
    float width_, blank_ = 0, x_ = 0;
    Paragraph paragraph_;
};

}  // namespace

ImVec2 text_size(const Look& look, Type type, std::string_view text) {
    const Face& face = look.fonts[type];
    if (text.empty()) return {0, face.size};  // its data may be null
    return face.font->CalcTextSizeA(face.size, FLT_MAX, 0, text.data(), text.data() + text.size());
}

float line_height(const Look& look, Type type) {
    switch (type) {
        case Type::Tiny:
        case Type::TinyStrong: return look.px(14);
        case Type::Small:
        case Type::SmallStrong:
        case Type::Body:
        case Type::Strong:
        case Type::Code:
        case Type::CodeSmall: return look.px(20);
        case Type::Lead:
        case Type::LeadStrong: return look.px(24);
        case Type::Title: return look.px(28);
        case Type::Caption: return look.px(36);
    }
    return look.px(20);
}

void draw_text(const Look& look, ImVec2 at, Type type, ImU32 color, std::string_view text) {
    if (text.empty()) return;
    const Face& face = look.fonts[type];
    list().AddText(face.font, face.size, {std::floor(at.x), std::floor(at.y)}, color, text.data(),
                   text.data() + text.size());
}

void draw_text_in_row(const Look& look, ImVec2 at, float height, Type type, ImU32 color,
                      std::string_view text) {
    draw_text(look, {at.x, at.y + (height - look.fonts[type].size) / 2}, type, color, text);
}

void draw_text_cut(const Look& look, const Box& row, Type type, ImU32 color,
                   std::string_view text) {
    if (width_of(look, type, text) <= row.width()) {
        draw_text_in_row(look, row.min, row.height(), type, color, text);
        return;
    }
    const float dots = width_of(look, type, "\u2026");
    const std::size_t end = fitting(look, type, text, std::max(0.0f, row.width() - dots));
    std::string cut(text.substr(0, end));
    while (cut.ends_with(' ')) cut.pop_back();
    draw_text_in_row(look, row.min, row.height(), type, color, cut + "\u2026");
}

void draw_text_fitted(const Look& look, const Box& row, Type type, ImU32 color,
                      std::string_view text) {
    draw_text_cut(look, row, type, color, text);
    if (width_of(look, type, text) > row.width() && ImGui::IsWindowHovered() &&
        ImGui::IsMouseHoveringRect(row.min, row.max))
        ImGui::SetTooltip("%.*s", static_cast<int>(std::min<std::size_t>(text.size(), 4000)),
                          text.data());
}

float icon_width(const Look& look, Type type) { return std::floor(look.fonts[type].size * 1.3f); }

void draw_icon(const Look& look, ImVec2 centre, Type type, ImU32 color, Icon icon) {
    if (icon == Icon::None) return;
    if (!look.fonts.has_icons) {  // a mark where the sign would be
        list().AddCircleFilled(centre, look.px(3), color);
        return;
    }
    const auto text = utf8_of(icon);
    const ImVec2 size = text_size(look, type, text.data());
    draw_text(look, {centre.x - size.x / 2 + 0.5f, centre.y - size.y / 2 + 0.5f}, type, color,
              text.data());
}

Paragraph lay_out(const Look& look, Type type, std::string_view text, float width) {
    LineBreaker breaker(look, type, width);
    for (const Word& word : words_of(text)) breaker.add(word);
    return breaker.finish();
}

void draw_paragraph(const Look& look, ImVec2 at, Type type, ImU32 color,
                    const Paragraph& paragraph) {
    const float height = line_height(look, type);
    for (std::size_t i = 0; i < paragraph.lines.size(); ++i) {
        const float y = at.y + static_cast<float>(i) * height;
        for (const Run& run : paragraph.lines[i]) {
            const ImVec2 place = {at.x + run.x, y};
            if (run.code) {
                const float pad = look.px(2);
                list().AddRectFilled({place.x - pad, y + pad},
                                     {place.x + run.width + pad, y + height - pad},
                                     look.palette.raised, look.px(3));
            }
            draw_text_in_row(look, place, height, run.code ? code_type_beside(type) : type, color,
                             run.text);
        }
    }
}

void paragraph(const Look& look, Type type, ImU32 color, std::string_view text, float width) {
    const Paragraph laid = lay_out(look, type, text, width);
    draw_paragraph(look, ImGui::GetCursorScreenPos(), type, color, laid);
    ImGui::Dummy({laid.width, laid.height});
}

void gap(const Look& look, float unscaled) {
    // The item before and Dummy each add the item spacing; a gap is exactly what it says.
    const float height = look.px(unscaled) - 2 * ImGui::GetStyle().ItemSpacing.y;
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + height);
    ImGui::Dummy({0, 0});
}

ImVec2 badge_size(const Look& look, const Badge& badge) {
    float width = look.px(16);
    if (badge.icon != Icon::None) width += icon_width(look, Type::Small);
    if (!badge.text.empty()) width += width_of(look, Type::SmallStrong, badge.text);
    if (badge.icon != Icon::None && !badge.text.empty()) width += look.px(4);
    return {width, look.px(22)};
}

void draw_badge(const Look& look, ImVec2 at, const Badge& badge) {
    const ImVec2 size = badge_size(look, badge);
    if (badge.surface != 0) list().AddRectFilled(at, at + size, badge.surface, size.y / 2);
    float x = at.x + look.px(8);
    if (badge.icon != Icon::None) {
        const float icon = icon_width(look, Type::Small);
        draw_icon(look, {x + icon / 2, at.y + size.y / 2}, Type::Small, badge.color, badge.icon);
        x += icon + look.px(4);
    }
    draw_text_in_row(look, {x, at.y}, size.y, Type::SmallStrong, badge.color, badge.text);
}

}  // namespace ui
