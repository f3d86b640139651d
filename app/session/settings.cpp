#include "session/settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"

namespace session {

namespace {

constexpr std::array<std::string_view, kSplitCount> kSplitNames = {
    "flow_code", "code_wire", "top_bottom", "table_notes", "table_tracker"};

float number_or(const base::JsonValue* value, float otherwise, float low, float high) {
    if (!value || (value->type != base::JsonValue::Type::Number &&
                   value->type != base::JsonValue::Type::Integer))
        return otherwise;
    return std::clamp(static_cast<float>(value->number), low, high);
}

std::string_view text_of(const base::JsonValue* value) {
    return value && value->type == base::JsonValue::Type::String ? std::string_view(value->text)
                                                                 : std::string_view();
}

}  // namespace

std::string_view name_of(Theme theme) { return theme == Theme::Dark ? "dark" : "light"; }

std::string_view name_of(lesson::Level level) {
    switch (level) {
        case lesson::Level::Flow: return "flow";
        case lesson::Level::Line: return "line";
        case lesson::Level::Check: return "check";
    }
    return "";
}

std::string to_json(const Settings& settings) {
    std::string layout;
    for (std::size_t i = 0; i < kSplitCount; ++i)
        layout +=
            fmt::format("{}\n    \"{}\": {:.4f}", i ? "," : "", kSplitNames[i], settings.layout[i]);
    return fmt::format(
        "{{\n  \"theme\": \"{}\",\n  \"scale\": {:.2f},\n  \"level\": \"{}\",\n"
        "  \"speed\": {},\n  \"layout\": {{{}\n  }},\n  \"last_lesson\": {}\n}}\n",
        name_of(settings.theme), settings.scale, name_of(settings.level), settings.speed, layout,
        base::json_quote(settings.last_lesson));
}

base::Result<Settings> settings_from_json(std::string_view text) {
    AW_TRY(const base::JsonValue root, base::parse_json(text));
    Settings settings;
    if (text_of(root.find("theme")) == "light") settings.theme = Theme::Light;
    settings.scale = number_or(root.find("scale"), settings.scale, kMinScale, kMaxScale);
    for (const lesson::Level level : {lesson::Level::Flow, lesson::Level::Check})
        if (text_of(root.find("level")) == name_of(level)) settings.level = level;
    settings.speed = static_cast<int>(
        number_or(root.find("speed"), kNormalSpeed, 0, static_cast<float>(kSpeeds.size() - 1)));
    if (const base::JsonValue* layout = root.find("layout"))
        for (std::size_t i = 0; i < kSplitCount; ++i)
            settings.layout[i] =
                number_or(layout->find(kSplitNames[i]), kDefaultLayout[i], 0.1f, 0.9f);
    settings.last_lesson = text_of(root.find("last_lesson"));
    return settings;
}

}  // namespace session
