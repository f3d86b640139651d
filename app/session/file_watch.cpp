#include "session/file_watch.h"

#include <system_error>

namespace session {

namespace fs = std::filesystem;

namespace {

std::optional<fs::file_time_type> time_of(const fs::path& file) {
    std::error_code failed;
    const fs::file_time_type time = fs::last_write_time(file, failed);
    return failed ? std::nullopt : std::optional(time);
}

}  // namespace

void FileWatch::watch(const std::vector<fs::path>& files) {
    if (files == files_) return;
    files_ = files;
    times_.clear();
    for (const fs::path& file : files_) times_.push_back(time_of(file));
}

bool FileWatch::changed() {
    bool any = false;
    for (std::size_t i = 0; i < files_.size(); ++i) {
        const auto now = time_of(files_[i]);
        if (!now || now == times_[i]) continue;
        times_[i] = now;
        any = true;
    }
    return any;
}

}  // namespace session
