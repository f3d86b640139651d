#include "platform/paths.h"

#include <cstdlib>
#include <string_view>
#include <system_error>

#include "base/text.h"

namespace platform {

namespace fs = std::filesystem;

namespace {

fs::path from_environment(const char* name) {
    const char* value = std::getenv(name);
    return value && *value ? fs::path(value) : fs::path();
}

bool is_folder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

void add_if_there(std::vector<fs::path>& list, const fs::path& folder) {
    if (!is_folder(folder)) return;
    for (const fs::path& known : list) {
        std::error_code ignored;
        if (fs::equivalent(known, folder, ignored)) return;
    }
    list.push_back(folder);
}

// $XDG_DATA_DIRS, with the default that the specification names.
std::vector<fs::path> data_folders() {
    const fs::path given = from_environment("XDG_DATA_DIRS");
    const std::string text = given.empty() ? "/usr/local/share:/usr/share" : given.string();
    std::vector<fs::path> folders;
    const fs::path home = from_environment("HOME");
    const fs::path user = from_environment("XDG_DATA_HOME");
    if (!user.empty()) {
        folders.push_back(user);
    } else if (!home.empty()) {
        folders.push_back(home / ".local/share");
    }
    for (const std::string_view part : base::split(text, ':'))
        if (!part.empty()) folders.emplace_back(part);
    return folders;
}

}  // namespace

fs::path program_folder() {
    std::error_code failed;
    const fs::path program = fs::read_symlink("/proc/self/exe", failed);
    return failed ? fs::current_path(failed) : program.parent_path();
}

std::vector<fs::path> lesson_folders() {
    std::vector<fs::path> found;
    const fs::path program = program_folder();
    // A build folder lies somewhere inside the source tree; a mark of the tree avoids strangers.
    for (fs::path at = program; at.has_relative_path(); at = at.parent_path())
        if (is_folder(at / "core/lesson")) add_if_there(found, at / "scenarios");
    add_if_there(found, program.parent_path() / "share/authwalk/scenarios");
    for (const fs::path& folder : data_folders())
        add_if_there(found, folder / "authwalk/scenarios");
    return found;
}

fs::path settings_file() {
    fs::path folder = from_environment("XDG_CONFIG_HOME");
    if (folder.empty()) {
        const fs::path home = from_environment("HOME");
        if (home.empty()) return {};
        folder = home / ".config";
    }
    return folder / "authwalk/settings.json";
}

fs::path find_font(const fs::path& relative) {
    std::vector<fs::path> folders = {program_folder().parent_path() / "share/authwalk/fonts"};
    for (const fs::path& data : data_folders()) folders.push_back(data / "fonts");
    for (const fs::path& folder : folders) {
        std::error_code ignored;
        // The install tree keeps fonts flat, the system in families.
        for (const fs::path& file : {folder / relative, folder / relative.filename()})
            if (fs::is_regular_file(file, ignored)) return file;
    }
    return {};
}

}  // namespace platform
