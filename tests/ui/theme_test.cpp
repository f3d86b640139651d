#include "ui/theme.h"

#include <gtest/gtest.h>

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

TEST(Theme, BlendingTakesTheShareOfTheUpperColor) {
    const ImU32 half = with_alpha(IM_COL32_WHITE, 0.5f);
    EXPECT_EQ(blend(IM_COL32_BLACK, half), IM_COL32(128, 128, 128, 255));
    EXPECT_EQ(blend(IM_COL32_BLACK, with_alpha(IM_COL32_WHITE, 0)), IM_COL32_BLACK);
}

}  // namespace
}  // namespace ui
