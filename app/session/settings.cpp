#include "session/settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"

namespace session {

namespace {

constexpr std::array<std::string_view, kSplitCount> kSplitNames = {
    "flow_code", "code_wire", "top_bottom", "table_notes", "table_tracker", "compact_top"};

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

bool truth_or(const base::JsonValue* value, bool otherwise) {
    return value && value->type == base::JsonValue::Type::Bool ? value->boolean : otherwise;
}

std::string recent_to_json(const std::vector<std::string>& recent) {
    std::string text;
    for (const std::string& file : recent)
        text += fmt::format("{}\n    {}", text.empty() ? "" : ",", base::json_quote(file));
    return text.empty() ? "[]" : "[" + text + "\n  ]";
}

void read_recent(const base::JsonValue& root, std::vector<std::string>& recent) {
    const base::JsonValue* list = root.find("recent");
    if (!list) return;
    for (const base::JsonValue& item : list->items)
        if (const std::string_view file = text_of(&item);
            !file.empty() && recent.size() < kMostRecent)
            recent.emplace_back(file);
}

}  // namespace

std::string_view name_of(Theme theme) {
    switch (theme) {
        case Theme::Dark: return "dark";
        case Theme::Light: return "light";
        case Theme::HighContrast: return "contrast";
    }
    return "";
}

std::string_view title_of(Theme theme) {
    return theme == Theme::HighContrast ? std::string_view("high contrast") : name_of(theme);
}

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
        "{{\n  \"theme\": \"{}\",\n  \"scale\": {:.2f},\n  \"reduced_motion\": {},\n"
        "  \"level\": \"{}\",\n  \"speed\": {},\n  \"fold_framework\": {},\n"
        "  \"ghost_paths\": {},\n  \"caption\": {},\n  \"layout\": {{{}\n  }},\n"
        "  \"last_lesson\": {},\n  \"recent\": {}\n}}\n",
        name_of(settings.theme), settings.scale, settings.reduced_motion, name_of(settings.level),
        settings.speed, settings.fold_framework, settings.ghost_paths, settings.caption, layout,
        base::json_quote(settings.last_lesson), recent_to_json(settings.recent));
}

base::Result<Settings> settings_from_json(std::string_view text) {
    AW_TRY(const base::JsonValue root, base::parse_json(text));
    Settings settings;
    for (const Theme theme : kThemes)
        if (text_of(root.find("theme")) == name_of(theme)) settings.theme = theme;
    settings.scale = number_or(root.find("scale"), settings.scale, kMinScale, kMaxScale);
    for (const lesson::Level level :
         {lesson::Level::Flow, lesson::Level::Line, lesson::Level::Check})
        if (text_of(root.find("level")) == name_of(level)) settings.level = level;
    settings.speed = static_cast<int>(
        number_or(root.find("speed"), kNormalSpeed, 0, static_cast<float>(kSpeeds.size() - 1)));
    if (const base::JsonValue* layout = root.find("layout"))
        for (std::size_t i = 0; i < kSplitCount; ++i)
            settings.layout[i] =
                number_or(layout->find(kSplitNames[i]), kDefaultLayout[i], 0.1f, 0.9f);
    settings.reduced_motion = truth_or(root.find("reduced_motion"), settings.reduced_motion);
    settings.ghost_paths = truth_or(root.find("ghost_paths"), settings.ghost_paths);
    settings.fold_framework = truth_or(root.find("fold_framework"), settings.fold_framework);
    settings.caption = truth_or(root.find("caption"), settings.caption);
    settings.last_lesson = text_of(root.find("last_lesson"));
    read_recent(root, settings.recent);
    return settings;
}

}  // namespace session
