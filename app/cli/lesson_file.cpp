#include "cli/lesson_file.h"

#include <unistd.h>

#include <cstdio>

#include "cli/terminal.h"

namespace cli {

std::shared_ptr<const lesson::Run> open_lesson(const std::string& file,
                                               const lesson::RunOptions& options) {
    const lesson::LoadedScenario loaded = lesson::load_scenario(file);
    for (const lesson::Finding& finding : loaded.findings)
        std::fprintf(stderr, "%s\n", lesson::to_text(finding).c_str());
    if (!loaded.scenario || !loaded.findings.empty()) return nullptr;
    auto run = lesson::run_scenario(*loaded.scenario, options);
    if (run->load_error.empty()) return run;
    std::fprintf(stderr, "%s\n", run->load_error.c_str());
    complain("the sample of this lesson does not load");
    return nullptr;
}

}  // namespace cli
