#include "ui/layout.h"

#include <gtest/gtest.h>

namespace ui {
namespace {

Areas arrange(ImVec2 size, float scale = 1, const session::Layout* layout = nullptr) {
    Look look;
    look.scale = scale;
    session::Settings settings;
    if (layout) settings.layout = *layout;
    return lay_out_window(look, settings, size);
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
    for (const ImVec2 size :
         {ImVec2{1024, 768}, ImVec2{1280, 720}, ImVec2{1600, 900}, ImVec2{2560, 1440},
          ImVec2{3840, 2160}, ImVec2{800, 600}, ImVec2{620, 400}, ImVec2{500, 300}})
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

TEST(Layout, TheSmallerTheWindowTheMorePanelsShareACard) {
    EXPECT_EQ(arrange({1600, 900}).arrangement, Arrangement::Full);
    EXPECT_EQ(arrange({1366, 768}).arrangement, Arrangement::Joined);
    EXPECT_EQ(arrange({1280, 720}).arrangement, Arrangement::Joined);
    EXPECT_EQ(arrange({1024, 768}).arrangement, Arrangement::Merged);
    EXPECT_EQ(arrange({1600, 900}, 1.25f).arrangement, Arrangement::Joined);
    EXPECT_EQ(arrange({1600, 1200}, 1.5f).arrangement, Arrangement::Merged)
        << "what counts is the room for text";
    EXPECT_EQ(arrange({800, 600}).arrangement, Arrangement::Compact);
    EXPECT_EQ(arrange({1600, 900}, 2.25f).arrangement, Arrangement::Duo);
    EXPECT_EQ(arrange({1600, 900}, 3).arrangement, Arrangement::Single);
    EXPECT_EQ(arrange({1024, 768}).splitters.size(), 4u);
    EXPECT_EQ(arrange({1600, 900}).splitters.size(), 5u);
}

TEST(Layout, WhereThereIsRoomTheFlowDiagramHasAllOfTheHeight) {
    const Areas wide = arrange({1600, 900}), laptop = arrange({1366, 768});
    EXPECT_EQ(wide.of(Place::Flow).height(), wide.panels.height());
    EXPECT_EQ(laptop.of(Place::Flow).height(), laptop.panels.height());
    EXPECT_EQ(laptop.of(Place::Table).max.x, laptop.panels.max.x) << "tables need the width";
    const Areas narrow = arrange({1024, 768});
    EXPECT_EQ(narrow.of(Place::Flow).max.y, narrow.of(Place::Code).max.y);
}

TEST(Layout, APresenterHasFewerPanelsAndNoTopBar) {
    Look look;
    look.scale = 1.3f;
    LayoutWish wish;
    wish.presenter = true;
    const Areas projector = lay_out_window(look, {}, {1280, 720}, wish);
    EXPECT_EQ(projector.arrangement, Arrangement::Duo);
    expect_sound(projector, {1280, 720});
    EXPECT_LT(projector.top_bar.height(), arrange({1280, 720}).top_bar.height());
    EXPECT_EQ(lay_out_window(look, {}, {1920, 1080}, wish).arrangement, Arrangement::Compact);
}

TEST(Layout, EveryPanelHasAPlaceInEveryArrangement) {
    for (const Arrangement arrangement :
         {Arrangement::Full, Arrangement::Joined, Arrangement::Merged, Arrangement::Compact,
          Arrangement::Duo, Arrangement::Single})
        for (const PanelEntry& entry : panels()) {
            const Place place = place_in(arrangement, entry.place);
            EXPECT_EQ(place_in(arrangement, place), place) << "a card that is drawn";
        }
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
