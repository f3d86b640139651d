#include "session/catalog.h"

#include <algorithm>
#include <system_error>

#include "base/text.h"
#include "lesson/scenario.h"

namespace session {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> scenario_files(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code failed;
    for (fs::directory_iterator it(folder, failed), end; !failed && it != end;
         it.increment(failed)) {
        const std::string name = it->path().filename().string();
        if (it->path().extension() == ".json" && !name.ends_with(".schema.json"))
            files.push_back(it->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

LessonEntry read_entry(const fs::path& file) {
    LessonEntry entry;
    entry.file = file;
    const lesson::LoadedScenario loaded = lesson::load_scenario(file);
    if (!loaded.scenario) {
        entry.title = file.filename().string();
        entry.faulty = true;
        return entry;
    }
    entry.title = loaded.scenario->title;
    entry.framework = loaded.scenario->framework;
    entry.level = loaded.scenario->level;
    entry.summary = loaded.scenario->summary;
    entry.minutes = loaded.scenario->minutes;
    entry.faulty =
        std::any_of(loaded.findings.begin(), loaded.findings.end(),
                    [](const lesson::Finding& f) { return f.severity == lesson::Severity::Error; });
    return entry;
}

}  // namespace

std::vector<LessonEntry> list_lessons(const std::vector<fs::path>& folders) {
    std::vector<LessonEntry> lessons;
    std::vector<fs::path> names;  // the first folder that has a name wins
    for (const fs::path& folder : folders) {
        for (const fs::path& file : scenario_files(folder)) {
            if (std::find(names.begin(), names.end(), file.filename()) != names.end()) continue;
            names.push_back(file.filename());
            lessons.push_back(read_entry(file));
        }
    }
    return lessons;
}

std::vector<int> filter_lessons(const std::vector<LessonEntry>& lessons, std::string_view filter) {
    std::vector<int> shown;
    const std::string wanted = base::to_lower_ascii(filter);
    for (std::size_t i = 0; i < lessons.size(); ++i) {
        const LessonEntry& lesson = lessons[i];
        const std::string text =
            base::to_lower_ascii(lesson.title + " " + lesson.summary + " " + lesson.framework +
                                 " " + lesson.level + " " + lesson.file.filename().string());
        const auto words = base::split(wanted, ' ');
        const bool fits = std::all_of(words.begin(), words.end(), [&text](std::string_view word) {
            return text.find(word) != std::string::npos;
        });
        if (fits) shown.push_back(static_cast<int>(i));
    }
    return shown;
}

}  // namespace session
