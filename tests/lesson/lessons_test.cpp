// Every lesson of the folder loads without a fault, and its run proves all that it promises.
#include <gtest/gtest.h>

#include <filesystem>

#include "lesson/derive.h"

namespace lesson {
namespace {

TEST(Lessons, AreProvenByTheirRuns) {
    const std::filesystem::path folder = std::filesystem::path(AUTHWALK_SOURCE_DIR) / "scenarios";
    int lessons = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() != ".json" || name == "scenario.schema.json") continue;
        ++lessons;
        const LoadedScenario loaded = load_scenario(entry.path());
        for (const Finding& finding : loaded.findings) ADD_FAILURE() << to_text(finding);
        ASSERT_TRUE(loaded.scenario) << name;
        const CheckReport report = check_scenario(run_scenario(*loaded.scenario));
        for (const Finding& finding : report.findings) ADD_FAILURE() << to_text(finding);
        EXPECT_EQ(report.proven, report.questions) << name;
        EXPECT_GE(report.questions, 3) << name;
    }
    EXPECT_GE(lessons, 3);
}

}  // namespace
}  // namespace lesson
