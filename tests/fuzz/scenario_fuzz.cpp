// Scenario files: any bytes load, or are refused with findings that say what and where.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "lesson/scenario.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view json(reinterpret_cast<const char*>(data), size);
    const lesson::LoadedScenario loaded = lesson::load_scenario_text(json, "fuzz.json");
    if (!loaded.scenario && loaded.findings.empty()) std::abort();
    for (const lesson::Finding& finding : loaded.findings)
        if (lesson::to_text(finding).empty()) std::abort();
    return 0;
}
