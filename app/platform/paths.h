// platform/paths.h -- where things are on this machine: the program, its lessons, its fonts and the
// user's settings. XDG Base Directory Specification 0.8.
// Errors: none; what is not there is an empty path or is left out of a list.
#pragma once

#include <filesystem>
#include <vector>

namespace platform {

std::filesystem::path program_folder();

// Folders that may hold lessons, best first: the source tree around the program, the install tree
// beside it, then the system's data folders. Only those that exist.
std::vector<std::filesystem::path> lesson_folders();

// $XDG_CONFIG_HOME/authwalk/settings.json, or under ~/.config. Empty without a home.
std::filesystem::path settings_file();

// The first of the program's own and the system's font folders that holds `relative`, such as
// "opentype/inter/Inter-Regular.otf"; empty when none does.
std::filesystem::path find_font(const std::filesystem::path& relative);

}  // namespace platform
