// session/settings.h -- what the window remembers between two starts: theme, scale, the
// arrangement of its panels, level and speed. A JSON file in the user's configuration folder.
// Errors: a file that is not JSON. Unknown keys and values out of range are left aside, so that
// an older and a newer Authwalk can share one file.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "lesson/derive.h"

namespace session {

enum class Theme : std::uint8_t { Dark, Light };

// The movable borders between panels.
enum class Split : std::uint8_t {
    FlowCode,      // between flow diagram and code
    CodeWire,      // between code and messages
    TopBottom,     // between the upper and the lower row
    TableNotes,    // between the tables and the notes beside them
    TableTracker,  // between execution table and variable tracker
};
inline constexpr int kSplitCount = 5;

// Each border's place as a share of the width or height it divides.
using Layout = std::array<float, kSplitCount>;
inline constexpr Layout kDefaultLayout = {0.25f, 0.66f, 0.50f, 0.655f, 0.59f};

inline constexpr std::array<float, 5> kSpeeds = {0.5f, 1.0f, 1.5f, 2.0f, 4.0f};
inline constexpr int kNormalSpeed = 1;  // index into kSpeeds
inline constexpr float kMinScale = 0.7f;
inline constexpr float kMaxScale = 3.0f;

struct Settings {
    Theme theme = Theme::Dark;
    float scale = 1.0f;  // the user's zoom, on top of the display's own scale
    lesson::Level level = lesson::Level::Line;
    int speed = kNormalSpeed;
    Layout layout = kDefaultLayout;
    std::string last_lesson;  // path of the file that was open
};

std::string to_json(const Settings& settings);
base::Result<Settings> settings_from_json(std::string_view text);

std::string_view name_of(Theme theme);          // "dark", "light"
std::string_view name_of(lesson::Level level);  // "flow", "line", "check"

}  // namespace session
