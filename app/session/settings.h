// session/settings.h -- what the window remembers between two starts: theme, scale, the
// arrangement of its panels, level and speed. A JSON file in the user's configuration folder.
// Errors: a file that is not JSON. Unknown keys and values out of range are left aside, so that
// an older and a newer Authwalk can share one file.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lesson/derive.h"

namespace session {

enum class Theme : std::uint8_t { Dark, Light, HighContrast };
inline constexpr std::array kThemes = {Theme::Dark, Theme::Light, Theme::HighContrast};

// The movable borders between panels.
enum class Split : std::uint8_t {
    FlowCode,      // between flow diagram and code
    CodeWire,      // between code and messages
    TopBottom,     // between the upper and the lower row
    TableNotes,    // between the tables and the notes beside them
    TableTracker,  // between execution table and variable tracker
    CompactTop,    // between the upper row and the one card below it, in a small window
};
inline constexpr int kSplitCount = 6;

// Each border's place as a share of the width or height it divides.
using Layout = std::array<float, kSplitCount>;
inline constexpr Layout kDefaultLayout = {0.25f, 0.56f, 0.465f, 0.70f, 0.627f, 0.58f};

inline constexpr std::array<float, 5> kSpeeds = {0.5f, 1.0f, 1.5f, 2.0f, 4.0f};
inline constexpr int kNormalSpeed = 1;  // index into kSpeeds
// The user's zoom goes through these.
inline constexpr std::array<float, 12> kScales = {0.75f, 0.8f,  0.9f, 1.0f,  1.1f, 1.25f,
                                                  1.5f,  1.75f, 2.0f, 2.25f, 2.5f, 3.0f};
inline constexpr float kMinScale = kScales.front();
inline constexpr float kMaxScale = kScales.back();
inline constexpr std::size_t kMostRecent = 8;

struct Settings {
    Theme theme = Theme::Dark;
    float scale = 1.0f;  // the user's zoom, on top of the display's own scale
    lesson::Level level = lesson::Level::Line;
    int speed = kNormalSpeed;
    Layout layout = kDefaultLayout;
    bool reduced_motion = false;
    bool ghost_paths = false;         // the ways of all requests, faintly
    bool fold_framework = false;      // steps at which only the framework acts are passed over
    bool caption = false;             // the narration in large type
    std::string last_lesson;          // path of the file that was open
    std::vector<std::string> recent;  // paths, the latest first
};

std::string to_json(const Settings& settings);
base::Result<Settings> settings_from_json(std::string_view text);

std::string_view name_of(Theme theme);          // "dark", "light", "contrast"
std::string_view title_of(Theme theme);         // "dark", "light", "high contrast"
std::string_view name_of(lesson::Level level);  // "flow", "line", "check"

}  // namespace session
