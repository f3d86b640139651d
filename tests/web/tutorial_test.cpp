// FastAPI's security tutorial, chapter by chapter (c), and what lies around it (d): each program
// talks to itself through a TestClient, and prints what real FastAPI 0.162 under Python 3.14
// printed (the .out file beside it).
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/file.h"
#include "lang/vm.h"
#include "web/app.h"

namespace web {
namespace {

namespace fs = std::filesystem;

fs::path folder() { return fs::path(AUTHWALK_TESTS_DIR) / "web/tutorial"; }

std::vector<std::string> chapters() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder()))
        if (entry.path().extension() == ".py") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

class Tutorial : public testing::TestWithParam<std::string> {};

TEST_P(Tutorial, PrintsWhatFastApiPrinted) {
    const auto source = base::read_file(folder() / (GetParam() + ".py"));
    const auto expected = base::read_file(folder() / (GetParam() + ".out"));
    ASSERT_TRUE(source && expected);
    const base::SystemClock clock;
    std::string printed;
    lang::VmOptions options;
    options.clock = &clock;
    options.output = [&printed](std::string_view text) { printed += text; };
    lang::Vm vm(options);
    add_web_modules(vm);
    const lang::Completion end = vm.run_module(*source, "chapter.py");
    ASSERT_FALSE(end.stopped());
    EXPECT_TRUE(end.ok()) << vm.traceback_text(end.error());
    EXPECT_EQ(printed, *expected);
}

INSTANTIATE_TEST_SUITE_P(Chapters, Tutorial, testing::ValuesIn(chapters()),
                         [](const auto& chapter) { return chapter.param; });

TEST(TutorialChapters, AreAllThere) { EXPECT_GE(chapters().size(), 19u); }

}  // namespace
}  // namespace web
