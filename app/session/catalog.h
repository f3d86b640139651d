// session/catalog.h -- the lessons that can be opened, as the lesson browser lists them.
// In: folders. Out: one entry per scenario file, ordered by file name. Errors: a file that cannot
// be read as a scenario is listed with `faulty` set, so that its author finds it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace session {

struct LessonEntry {
    std::filesystem::path file;
    std::string title, framework, level, summary;
    int minutes = 0;
    bool faulty = false;
};

std::vector<LessonEntry> list_lessons(const std::vector<std::filesystem::path>& folders);

// Indexes of the entries whose title, summary, framework or level hold every word of `filter`,
// letter case aside.
std::vector<int> filter_lessons(const std::vector<LessonEntry>& lessons, std::string_view filter);

}  // namespace session
