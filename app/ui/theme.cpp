#include "ui/theme.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr ImU32 rgb(unsigned hex) {
    return IM_COL32((hex >> 16) & 0xff, (hex >> 8) & 0xff, hex & 0xff, 0xff);
}
constexpr ImU32 rgba(unsigned hex, unsigned alpha) {
    return IM_COL32((hex >> 16) & 0xff, (hex >> 8) & 0xff, hex & 0xff, alpha);
}

constexpr Palette kDark = {
    .window = rgb(0x0d1017),
    .card = rgb(0x151a23),
    .raised = rgb(0x1c2330),
    .hover = rgb(0x232c3b),
    .border = rgb(0x262f3d),
    .strong_border = rgb(0x3b475a),
    .text = rgb(0xe7ecf3),
    .muted = rgb(0xa3afc0),
    .faint = rgb(0x8592a5),
    .accent = rgb(0x82b1ff),
    .accent_fill = rgb(0x2f62d9),
    .on_accent = rgb(0xffffff),
    .accent_soft = rgb(0x1d2c4b),
    .good = rgb(0x5ce0c6),
    .good_soft = rgb(0x12302c),
    .bad = rgb(0xff8a6b),
    .bad_soft = rgb(0x3b2119),
    .warn = rgb(0xf7dc6f),
    .warn_soft = rgb(0x342d16),
    .keyword = rgb(0xc5a3ff),
    .function = rgb(0x82b1ff),
    .type = rgb(0x6fd3d0),
    .string = rgb(0xa5d88b),
    .number = rgb(0xf2b880),
    .comment = rgb(0x909db0),
    .decorator = rgb(0xf7dc6f),
    .shadow = rgba(0x000000, 90),
    .veil = rgba(0x05070b, 170),
};

constexpr Palette kLight = {
    .window = rgb(0xf1f4f8),
    .card = rgb(0xffffff),
    .raised = rgb(0xf4f6fa),
    .hover = rgb(0xe9eef5),
    .border = rgb(0xdce3ec),
    .strong_border = rgb(0xb4c0cf),
    .text = rgb(0x18212e),
    .muted = rgb(0x4d5a6b),
    .faint = rgb(0x5f6c7e),
    .accent = rgb(0x1f52cc),
    .accent_fill = rgb(0x2458d3),
    .on_accent = rgb(0xffffff),
    .accent_soft = rgb(0xe4edff),
    .good = rgb(0x006b5b),
    .good_soft = rgb(0xdcf4ef),
    .bad = rgb(0xa3123f),
    .bad_soft = rgb(0xfce8ee),
    .warn = rgb(0x735000),
    .warn_soft = rgb(0xfdf1d8),
    .keyword = rgb(0x7433b8),
    .function = rgb(0x1f52cc),
    .type = rgb(0x0a666b),
    .string = rgb(0x22691f),
    .number = rgb(0x9a4a00),
    .comment = rgb(0x5f6c7e),
    .decorator = rgb(0x7a4f00),
    .shadow = rgba(0x1b2a41, 26),
    .veil = rgba(0x1b2a41, 110),
};

// No greys and no tints: black, white, and a few colours that carry a meaning.
constexpr Palette kHighContrast = {
    .window = rgb(0x000000),
    .card = rgb(0x000000),
    .raised = rgb(0x101010),
    .hover = rgb(0x2b2b2b),
    .border = rgb(0x9a9a9a),
    .strong_border = rgb(0xffffff),
    .text = rgb(0xffffff),
    .muted = rgb(0xe6e6e6),
    .faint = rgb(0xcfcfcf),
    .accent = rgb(0x8cc8ff),
    .accent_fill = rgb(0x0a4fd0),
    .on_accent = rgb(0xffffff),
    .accent_soft = rgb(0x06264f),
    .good = rgb(0x4ff0c8),
    .good_soft = rgb(0x00332a),
    .bad = rgb(0xff9a7a),
    .bad_soft = rgb(0x451405),
    .warn = rgb(0xffe14d),
    .warn_soft = rgb(0x3b3200),
    .keyword = rgb(0xe0b3ff),
    .function = rgb(0x8cc8ff),
    .type = rgb(0x7ff0ea),
    .string = rgb(0xb9f59b),
    .number = rgb(0xffc88a),
    .comment = rgb(0xd2d2d2),
    .decorator = rgb(0xffe14d),
    .shadow = rgba(0x000000, 0),
    .veil = rgba(0x000000, 190),
};

double linear(unsigned channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

// WCAG 2.2 "relative luminance".
double luminance(ImU32 color) {
    return 0.2126 * linear((color >> IM_COL32_R_SHIFT) & 0xff) +
           0.7152 * linear((color >> IM_COL32_G_SHIFT) & 0xff) +
           0.0722 * linear((color >> IM_COL32_B_SHIFT) & 0xff);
}

void set_sizes(ImGuiStyle& style) {
    style.WindowPadding = {0, 0};
    style.WindowRounding = 0;
    style.WindowBorderSize = 0;
    style.ChildRounding = 8;
    style.ChildBorderSize = 0;
    style.FramePadding = {12, 8};
    style.FrameRounding = 6;
    style.PopupRounding = 8;
    style.ItemSpacing = {8, 8};
    style.ItemInnerSpacing = {8, 4};
    style.ScrollbarSize = 10;
    style.ScrollbarRounding = 5;
    style.GrabRounding = 5;
    style.GrabMinSize = 12;
}

void set_colors(ImGuiStyle& style, const Palette& p) {
    const auto set = [&style](ImGuiCol_ slot, ImU32 color) {
        style.Colors[slot] = ImGui::ColorConvertU32ToFloat4(color);
    };
    set(ImGuiCol_Text, p.text);
    set(ImGuiCol_TextDisabled, p.muted);
    set(ImGuiCol_WindowBg, p.window);
    set(ImGuiCol_ChildBg, IM_COL32_BLACK_TRANS);
    set(ImGuiCol_PopupBg, p.card);
    set(ImGuiCol_Border, p.border);
    set(ImGuiCol_FrameBg, p.raised);
    set(ImGuiCol_FrameBgHovered, p.hover);
    set(ImGuiCol_FrameBgActive, p.hover);
    set(ImGuiCol_ScrollbarBg, IM_COL32_BLACK_TRANS);
    set(ImGuiCol_ScrollbarGrab, p.border);
    set(ImGuiCol_ScrollbarGrabHovered, p.strong_border);
    set(ImGuiCol_ScrollbarGrabActive, p.strong_border);
    set(ImGuiCol_TextSelectedBg, p.accent_soft);
    set(ImGuiCol_ModalWindowDimBg, p.veil);
}

}  // namespace

const Palette& palette_of(session::Theme theme) {
    switch (theme) {
        case session::Theme::Dark: return kDark;
        case session::Theme::Light: return kLight;
        case session::Theme::HighContrast: return kHighContrast;
    }
    return kDark;
}

double contrast(ImU32 a, ImU32 b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

ImU32 blend(ImU32 under, ImU32 over) {
    const unsigned alpha = (over >> IM_COL32_A_SHIFT) & 0xff;
    const auto mix = [&](int shift) {
        const unsigned u = (under >> shift) & 0xff, o = (over >> shift) & 0xff;
        return (u * (255 - alpha) + o * alpha + 127) / 255;
    };
    return IM_COL32(mix(IM_COL32_R_SHIFT), mix(IM_COL32_G_SHIFT), mix(IM_COL32_B_SHIFT), 0xff);
}

ImU32 with_alpha(ImU32 color, float alpha) {
    const auto a = static_cast<ImU32>(std::lround(std::clamp(alpha, 0.0f, 1.0f) * 255.0f));
    return (color & ~static_cast<ImU32>(IM_COL32_A_MASK)) | (a << IM_COL32_A_SHIFT);
}

void apply_style(const Palette& palette, float scale) {
    // ScaleAllSizes loses fractions: always from the unscaled sizes.
    ImGuiStyle style;
    set_sizes(style);
    set_colors(style, palette);
    style.ScaleAllSizes(scale);
    ImGui::GetStyle() = style;
}

}  // namespace ui
