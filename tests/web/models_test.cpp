// Every program of tests/web/models prints what its comments expect. The comments are facts: they
// were printed by pydantic 2.14 under Python 3.14.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "lang/vm.h"
#include "web/app.h"

namespace web {
namespace {

namespace fs = std::filesystem;

fs::path models_folder() { return fs::path(AUTHWALK_TESTS_DIR) / "web/models"; }

std::vector<std::string> program_names() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(models_folder()))
        if (entry.path().extension() == ".py") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<std::string> expected_lines(std::string_view source) {
    constexpr std::string_view kMark = "# expect:";
    std::vector<std::string> lines;
    for (const std::string_view line : base::split_lines(source)) {
        const std::size_t at = line.find(kMark);
        if (at == std::string_view::npos) continue;
        std::string_view text = line.substr(at + kMark.size());
        if (text.starts_with(" ")) text.remove_prefix(1);
        lines.emplace_back(text);
    }
    return lines;
}

class Models : public testing::TestWithParam<std::string> {};

TEST_P(Models, PrintWhatTheirCommentsExpect) {
    const auto source = base::read_file(models_folder() / (GetParam() + ".py"));
    ASSERT_TRUE(source);
    std::string output;
    lang::VmOptions options;
    options.output = [&](std::string_view text) { output += text; };
    lang::Vm vm(options);
    add_web_modules(vm);
    const lang::Completion run = vm.run_module(*source, GetParam() + ".py");
    if (run.raised()) ADD_FAILURE() << vm.traceback_text(run.error());
    ASSERT_FALSE(vm.stopped()) << vm.stopped()->message;
    std::vector<std::string> printed;
    for (const std::string_view line : base::split_lines(output)) printed.emplace_back(line);
    if (!printed.empty() && printed.back().empty()) printed.pop_back();
    const std::vector<std::string> expected = expected_lines(*source);
    ASSERT_FALSE(expected.empty()) << "nothing is expected";
    for (std::size_t i = 0; i < std::max(printed.size(), expected.size()); ++i)
        EXPECT_EQ(i < printed.size() ? printed[i] : "(nothing)",
                  i < expected.size() ? expected[i] : "(nothing)");
}

INSTANTIATE_TEST_SUITE_P(Programs, Models, testing::ValuesIn(program_names()),
                         [](const auto& program) { return program.param; });

}  // namespace
}  // namespace web
