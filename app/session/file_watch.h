// session/file_watch.h -- notices that a lesson's files were changed by an editor.
// In: the files. Out: true once for each change. Errors: a file that is away counts as unchanged
// until it is back, as editors replace files when they save.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

namespace session {

class FileWatch {
  public:
    // Looks at the files; what they are now counts as known.
    void watch(const std::vector<std::filesystem::path>& files);
    bool changed();
    const std::vector<std::filesystem::path>& files() const { return files_; }

  private:
    std::vector<std::filesystem::path> files_;
    std::vector<std::optional<std::filesystem::file_time_type>> times_;
};

}  // namespace session
