// cli/lesson_file.h -- opening a lesson for the commands that show one.
#pragma once

#include <memory>
#include <string>

#include "lesson/run.h"

namespace cli {

// Loads and runs. Faults are printed to stderr; then the result is null.
std::shared_ptr<const lesson::Run> open_lesson(const std::string& file,
                                               const lesson::RunOptions& options = {});

}  // namespace cli
