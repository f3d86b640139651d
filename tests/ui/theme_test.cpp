#include "ui/theme.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

using session::Theme;

constexpr double kReadable = 4.5;  // WCAG 2.2, 1.4.3 Contrast (Minimum), level AA

struct Named {
    const char* name;
    ImU32 color;
};

TEST(Theme, ContrastIsMeasuredAsWcagDefinesIt) {
    EXPECT_NEAR(contrast(IM_COL32_BLACK, IM_COL32_WHITE), 21, 0.01);
    EXPECT_NEAR(contrast(IM_COL32(0x77, 0x77, 0x77, 255), IM_COL32_WHITE), 4.48, 0.01);
    EXPECT_DOUBLE_EQ(contrast(IM_COL32_WHITE, IM_COL32_BLACK),
                     contrast(IM_COL32_BLACK, IM_COL32_WHITE));
}

TEST(Theme, TextIsReadableOnEverySurface) {
    for (const Theme theme : session::kThemes) {
        const Palette& p = palette_of(theme);
        for (const Named& surface :
             {Named{"window", p.window}, Named{"card", p.card}, Named{"raised", p.raised},
              Named{"hover", p.hover}, Named{"accent_soft", p.accent_soft}})
            for (const Named& text :
                 {Named{"text", p.text}, Named{"muted", p.muted}, Named{"accent", p.accent},
                  Named{"good", p.good}, Named{"bad", p.bad}, Named{"warn", p.warn}})
                EXPECT_GE(contrast(text.color, surface.color), kReadable)
                    << session::name_of(theme) << ": " << text.name << " on " << surface.name;
    }
}

TEST(Theme, CodeIsReadableOnCardsAndOnTheCurrentLine) {
    for (const Theme theme : session::kThemes) {
        const Palette& p = palette_of(theme);
        for (const ImU32 surface :
             {p.card, p.raised, p.hover, p.accent_soft, p.bad_soft, p.warn_soft})
            for (const Named& ink :
                 {Named{"text", p.text}, Named{"keyword", p.keyword}, Named{"function", p.function},
                  Named{"type", p.type}, Named{"string", p.string}, Named{"number", p.number},
                  Named{"comment", p.comment}, Named{"decorator", p.decorator}})
                EXPECT_GE(contrast(ink.color, surface), kReadable)
                    << session::name_of(theme) << ": " << ink.name;
        EXPECT_GE(contrast(p.faint, p.card), kReadable) << "line numbers";
    }
}

TEST(Theme, StatusesAreReadableOnTheirSoftSurfaces) {
    for (const Theme theme : session::kThemes) {
        const Palette& p = palette_of(theme);
        EXPECT_GE(contrast(p.good, p.good_soft), kReadable);
        EXPECT_GE(contrast(p.bad, p.bad_soft), kReadable);
        EXPECT_GE(contrast(p.warn, p.warn_soft), kReadable);
        EXPECT_GE(contrast(p.on_accent, p.accent_fill), kReadable);
        for (const ImU32 soft : {p.good_soft, p.bad_soft, p.warn_soft})
            EXPECT_GE(contrast(p.text, soft), kReadable);
    }
}

// How a colour looks to somebody without one of the three cones. The matrices of Machado, Oliveira
// and Fernandes (2009) for a severity of 1, on linear light.
using Matrix = std::array<std::array<double, 3>, 3>;
constexpr Matrix kAllCones = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix kNoLongCones = {{{0.152286, 1.052583, -0.204868},
                                  {0.114503, 0.786281, 0.099216},
                                  {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix kNoMiddleCones = {{{0.367322, 0.860646, -0.227968},
                                    {0.280085, 0.672501, 0.047413},
                                    {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kNoShortCones = {{{1.255528, -0.076749, -0.178779},
                                   {-0.078411, 0.930809, 0.147602},
                                   {0.004733, 0.691367, 0.303900}}};

std::array<double, 3> seen(ImU32 color, const Matrix& eye) {
    std::array<double, 3> light = {}, out = {};
    for (int i = 0; i < 3; ++i) {
        const double c = ((color >> (8 * i)) & 0xff) / 255.0;
        light[static_cast<std::size_t>(i)] =
            c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    }
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) out[i] += eye[i][j] * light[j];
    for (double& value : out) value = std::clamp(value, 0.0, 1.0);
    return out;
}

// CIE L*a*b*, white D65.
std::array<double, 3> lab(const std::array<double, 3>& light) {
    const auto bent = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const auto& [r, g, b] = light;
    const double x = bent((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
    const double y = bent(0.2126 * r + 0.7152 * g + 0.0722 * b);
    const double z = bent((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double difference(ImU32 a, ImU32 b, const Matrix& eye) {
    const auto one = lab(seen(a, eye)), two = lab(seen(b, eye));
    return std::hypot(one[0] - two[0], one[1] - two[1], one[2] - two[2]);
}

TEST(Theme, StatusesAreToldApartByEveryEye) {
    constexpr double kClear = 14;  // CIE76; 2.3 is just noticeable
    for (const Theme theme : session::kThemes) {
        const Palette& p = palette_of(theme);
        for (const Matrix& eye : {kAllCones, kNoLongCones, kNoMiddleCones, kNoShortCones}) {
            EXPECT_GE(difference(p.good, p.bad, eye), kClear) << session::name_of(theme);
            EXPECT_GE(difference(p.good, p.warn, eye), kClear) << session::name_of(theme);
            EXPECT_GE(difference(p.good, p.accent, eye), kClear) << session::name_of(theme);
            EXPECT_GE(difference(p.bad, p.accent, eye), kClear) << session::name_of(theme);
        }
    }
}

// WCAG 2.2, 1.4.11: what tells a state or a thing to press, beside what lies around it.
TEST(Theme, MarksStandOutFromTheirSurfaces) {
    constexpr double kVisible = 3;
    for (const Theme theme : session::kThemes) {
        const Palette& p = palette_of(theme);
        for (const ImU32 surface : {p.window, p.card, p.raised, p.accent_soft})
            for (const Named& mark : {Named{"accent", p.accent}, Named{"good", p.good},
                                      Named{"bad", p.bad}, Named{"warn", p.warn}})
                EXPECT_GE(contrast(mark.color, surface), kVisible)
                    << session::name_of(theme) << ": " << mark.name;
        EXPECT_GE(contrast(p.accent_fill, p.card), kVisible) << "the primary button";
        EXPECT_GE(contrast(p.accent_fill, p.window), kVisible) << "the play button";
    }
}

TEST(Theme, HighContrastIsHigh) {
    const Palette& p = palette_of(Theme::HighContrast);
    EXPECT_GE(contrast(p.text, p.card), 20);
    for (const ImU32 color : {p.muted, p.faint, p.accent, p.good, p.bad, p.warn, p.border})
        EXPECT_GE(contrast(color, p.card), 7) << "WCAG 2.2, 1.4.6";
}

TEST(Theme, BlendingTakesTheShareOfTheUpperColor) {
    const ImU32 half = with_alpha(IM_COL32_WHITE, 0.5f);
    EXPECT_EQ(blend(IM_COL32_BLACK, half), IM_COL32(128, 128, 128, 255));
    EXPECT_EQ(blend(IM_COL32_BLACK, with_alpha(IM_COL32_WHITE, 0)), IM_COL32_BLACK);
}

}  // namespace
}  // namespace ui
