// Every program of tests/lang/programs prints what its comments expect. The comments are facts:
// check_with_cpython.py holds them against a real CPython.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "lang/vm.h"

namespace lang {
namespace {

namespace fs = std::filesystem;

struct Expectations {
    std::string output;
    std::optional<std::string> error;  // "Type: message"
    int error_line = 0;
};

// The text behind `# expect:`, `# expect error:` or their (3.14) forms.
std::optional<std::string> behind(std::string_view line, std::string_view mark) {
    for (const std::string_view version : {"", " (3.14)"}) {
        const std::string whole = std::string(mark) + std::string(version) + ":";
        const std::size_t at = line.rfind(whole);
        if (at == std::string_view::npos) continue;
        std::string_view text = line.substr(at + whole.size());
        if (text.starts_with(" ")) text.remove_prefix(1);
        return std::string(text);
    }
    return std::nullopt;
}

Expectations read_expectations(std::string_view source) {
    Expectations found;
    int number = 0;
    for (const std::string_view line : base::split_lines(source)) {
        ++number;
        if (const auto error = behind(line, "# expect error")) {
            found.error = error;
            found.error_line = number;
        } else if (const auto text = behind(line, "# expect")) {
            found.output += *text + "\n";
        }
    }
    return found;
}

// Blanks at the ends of lines do not show in a comment.
std::string without_trailing_blanks(std::string_view output) {
    std::string out;
    for (const std::string_view line : base::split_lines(output)) {
        const std::size_t end = line.find_last_not_of(' ');
        out += std::string(line.substr(0, end == std::string_view::npos ? 0 : end + 1)) + "\n";
    }
    return out;
}

std::string read(const fs::path& path) {
    auto text = base::read_file(path);
    return text ? *text : "";
}

std::vector<std::string> program_names() {
    std::vector<std::string> names;
    for (const auto& entry :
         fs::directory_iterator(fs::path(AUTHWALK_TESTS_DIR) / "lang/programs")) {
        if (entry.path().extension() == ".py") names.push_back(entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

class Program : public testing::TestWithParam<std::string> {};

TEST_P(Program, PrintsWhatItsCommentsExpect) {
    const std::string file = GetParam() + ".py";
    const std::string source = read(fs::path(AUTHWALK_TESTS_DIR) / "lang/programs" / file);
    const Expectations expected = read_expectations(source);
    ASSERT_TRUE(expected.error || !expected.output.empty()) << "nothing is expected";
    std::string output;
    VmOptions options;
    options.output = [&](std::string_view text) { output += text; };
    Vm vm(options);
    const Completion result = vm.run_module(source, file);
    ASSERT_FALSE(result.stopped()) << vm.stopped()->message;
    EXPECT_EQ(without_trailing_blanks(output), expected.output);
    const std::string traceback = result.raised() ? vm.traceback_text(result.error()) : "";
    ASSERT_EQ(result.raised(), expected.error.has_value()) << traceback;
    if (!expected.error) return;
    EXPECT_TRUE(("\n" + traceback).find("\n" + *expected.error + "\n") != std::string::npos)
        << "expected " << *expected.error << "\nin " << traceback;
    EXPECT_TRUE(traceback.find("line " + std::to_string(expected.error_line)) != std::string::npos)
        << "expected line " << expected.error_line << " in " << traceback;
}

INSTANTIATE_TEST_SUITE_P(All, Program, testing::ValuesIn(program_names()),
                         [](const auto& program) { return program.param; });

TEST(Programs, AreAtLeastOneHundredAndFifty) { EXPECT_GE(program_names().size(), 150U); }

}  // namespace
}  // namespace lang
