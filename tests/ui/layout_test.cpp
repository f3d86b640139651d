#include "ui/layout.h"

#include <gtest/gtest.h>

namespace ui {
namespace {

Areas arrange(ImVec2 size, float scale = 1, const session::Layout* layout = nullptr) {
    Look look;
    look.scale = scale;
    session::Settings settings;
    if (layout) settings.layout = *layout;
    return lay_out_window(look, settings, size, 0);
}

bool overlap(const Box& a, const Box& b) {
    return a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y;
}

void expect_sound(const Areas& areas, ImVec2 size) {
    for (std::size_t i = 0; i < areas.places.size(); ++i) {
        const Box& box = areas.places[i];
        EXPECT_GE(box.min.x, 0);
        EXPECT_LE(box.max.x, size.x);
        EXPECT_LE(box.max.y, areas.narration.min.y);
        EXPECT_GE(box.width(), 0) << i;
        EXPECT_GE(box.height(), 0) << i;
        for (std::size_t j = 0; j < i; ++j)
            EXPECT_FALSE(overlap(box, areas.places[j])) << i << " over " << j;
    }
}

TEST(Layout, PanelsNeverOverlapAtAnySize) {
    for (const ImVec2 size : {ImVec2{1024, 768}, ImVec2{1280, 720}, ImVec2{1600, 900},
                              ImVec2{2560, 1440}, ImVec2{3840, 2160}})
        expect_sound(arrange(size), size);
}

TEST(Layout, PanelsNeverOverlapWithExtremeShares) {
    for (const float share : {0.1f, 0.5f, 0.9f}) {
        session::Layout layout;
        layout.fill(share);
        for (const ImVec2 size : {ImVec2{1024, 768}, ImVec2{1600, 900}})
            expect_sound(arrange(size, 1, &layout), size);
    }
}

TEST(Layout, EveryPanelKeepsALeastSize) {
    session::Layout layout;
    layout.fill(0.9f);
    const Areas areas = arrange({1600, 900}, 1, &layout);
    for (const Box& box : areas.places) {
        EXPECT_GE(box.width(), 150);
        EXPECT_GE(box.height(), 80);
    }
}

TEST(Layout, ASmallWindowHasNoThirdColumn) {
    EXPECT_TRUE(arrange({1024, 768}).merged);
    EXPECT_FALSE(arrange({1600, 900}).merged);
    EXPECT_TRUE(arrange({1600, 900}, 1.6f).merged) << "what counts is the room for text";
    EXPECT_EQ(arrange({1024, 768}).splitters.size(), 4u);
    EXPECT_EQ(arrange({1600, 900}).splitters.size(), 5u);
}

TEST(Layout, SplittersLieBetweenThePanelsTheyMove) {
    const Areas areas = arrange({1600, 900});
    for (const Splitter& splitter : areas.splitters)
        for (const Box& box : areas.places) EXPECT_FALSE(overlap(splitter.box, box));
}

TEST(Layout, ATinyWindowDoesNotBreakIt) {
    for (const ImVec2 size : {ImVec2{1, 1}, ImVec2{100, 60}, ImVec2{320, 240}}) {
        const Areas areas = arrange(size);
        EXPECT_GE(areas.panels.height(), 0);
        for (const Box& box : areas.places) EXPECT_EQ(box.min.x, box.min.x);  // no NaN
    }
}

}  // namespace
}  // namespace ui
