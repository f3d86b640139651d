#include "settings_file.h"

#include <fmt/format.h>

#include <cstdio>
#include <system_error>

#include "base/file.h"

namespace fs = std::filesystem;

LoadedSettings load_settings(const fs::path& file) {
    std::error_code failed;
    if (file.empty() || !fs::exists(file, failed)) return {};  // the first start
    const base::Result<std::string> text = base::read_file(file);
    if (!text) return {{}, base::to_text(text.error())};
    const base::Result<session::Settings> settings = session::settings_from_json(*text);
    if (settings) return {*settings, {}};
    fs::path aside = file;
    aside += ".bak";
    fs::rename(file, aside, failed);
    return {{},
            fmt::format("{}:{}:{}: {}. The usual settings are taken; {}.", file.string(),
                        settings.error().position.line, settings.error().position.column,
                        settings.error().message,
                        failed ? std::string("the file could not be put aside")
                               : "the file is kept as " + aside.filename().string())};
}

void SettingsKeeper::keep(const session::Settings& settings) {
    std::string text = to_json(settings);
    if (text == kept_) return;
    kept_ = std::move(text);
    if (file_.empty()) return;
    std::error_code failed;
    fs::create_directories(file_.parent_path(), failed);
    const base::Status saved = base::write_file_atomic(file_, kept_);
    if (!saved.ok()) fmt::print(stderr, "authwalk-desktop: {}\n", base::to_text(saved.error()));
}
