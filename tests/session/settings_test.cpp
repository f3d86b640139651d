#include "session/settings.h"

#include <gtest/gtest.h>

namespace session {
namespace {

TEST(Settings, ComeBackAsTheyWereWritten) {
    Settings settings;
    settings.theme = Theme::Light;
    settings.scale = 1.3f;
    settings.level = lesson::Level::Check;
    settings.speed = 3;
    settings.layout = {0.2f, 0.7f, 0.4f, 0.5f, 0.6f, 0.55f};
    settings.reduced_motion = settings.ghost_paths = true;
    settings.fold_framework = settings.caption = true;
    settings.recent = {"/one.json", "/two \"quoted\".json"};
    settings.last_lesson = "/a folder/with \"quotes\".json";
    const auto again = settings_from_json(to_json(settings));
    ASSERT_TRUE(again.ok()) << again.error().message;
    EXPECT_EQ(again->theme, settings.theme);
    EXPECT_FLOAT_EQ(again->scale, settings.scale);
    EXPECT_EQ(again->level, settings.level);
    EXPECT_EQ(again->speed, settings.speed);
    EXPECT_EQ(again->layout, settings.layout);
    EXPECT_EQ(again->last_lesson, settings.last_lesson);
    EXPECT_EQ(again->recent, settings.recent);
    EXPECT_TRUE(again->reduced_motion && again->ghost_paths);
    EXPECT_TRUE(again->fold_framework && again->caption);
}

TEST(Settings, ValuesOutOfRangeAreHeldInside) {
    const auto settings = settings_from_json(
        R"({"scale": 900, "speed": -4, "layout": {"top_bottom": 7, "flow_code": "wide"},
            "theme": 3, "level": "deep", "new": []})");
    ASSERT_TRUE(settings.ok());
    EXPECT_FLOAT_EQ(settings->scale, kMaxScale);
    EXPECT_EQ(settings->speed, 0);
    EXPECT_FLOAT_EQ(settings->layout[2], 0.9f);
    EXPECT_FLOAT_EQ(settings->layout[0], kDefaultLayout[0]);
    EXPECT_EQ(settings->theme, Theme::Dark);
    EXPECT_EQ(settings->level, lesson::Level::Line);
}

TEST(Settings, EveryThemeComesBack) {
    for (const Theme theme : kThemes) {
        Settings settings;
        settings.theme = theme;
        EXPECT_EQ(settings_from_json(to_json(settings))->theme, theme);
    }
}

TEST(Settings, AFileThatIsNotJsonIsAnError) {
    EXPECT_FALSE(settings_from_json("theme = dark").ok());
    EXPECT_FALSE(settings_from_json("").ok());
}

}  // namespace
}  // namespace session
