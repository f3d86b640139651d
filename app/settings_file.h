// settings_file.h -- the user's settings on the disk: read once, kept in step afterwards.
// Errors: a file that cannot be read as settings is put aside as settings.json.bak, the usual
// settings are taken, and a sentence for the window says so. Nothing of the user's is lost.
#pragma once

#include <filesystem>
#include <string>

#include "session/settings.h"

struct LoadedSettings {
    session::Settings settings;
    std::string notice;  // empty: all is well
};
LoadedSettings load_settings(const std::filesystem::path& file);

// Writes the file when the settings have changed, whole or not at all.
class SettingsKeeper {
  public:
    SettingsKeeper(std::filesystem::path file, const session::Settings& settings)
        : file_(std::move(file)), kept_(to_json(settings)) {}
    void keep(const session::Settings& settings);

  private:
    std::filesystem::path file_;
    std::string kept_;  // as the file has it
};
