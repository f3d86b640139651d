// Programs that attack the sandbox end as their first line says. Those that need the web layer
// are run by its own tests.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "lang/guest.h"
#include "lang/vm.h"

namespace lang {
namespace {

namespace fs = std::filesystem;

std::string read_program(const std::string& name) {
    auto text = base::read_file(fs::path(AUTHWALK_TESTS_DIR) / "lang/hostile" / (name + ".py"));
    return text ? *text : "";
}

std::vector<std::string> plain_programs() {
    std::vector<std::string> names;
    for (const auto& entry :
         fs::directory_iterator(fs::path(AUTHWALK_TESTS_DIR) / "lang/hostile")) {
        const std::string name = entry.path().stem().string();
        const std::string source = read_program(name);
        const bool needs_web = source.find("fastapi") != std::string::npos ||
                               source.find("# request:") != std::string::npos;
        if (!needs_web) names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string limit_name(StopKind kind) {
    switch (kind) {
        case StopKind::Steps: return "limit:steps";
        case StopKind::Memory: return "limit:memory";
        case StopKind::Depth: return "limit:depth";
        case StopKind::Output: return "limit:output";
        case StopKind::Refused: break;
    }
    return "refused";
}

// Does the program's end answer to `expected`: "ok", "limit:KIND", "error:TYPE" or "refused"? An
// error of a type below TYPE is one of that type.
bool ended_as(Vm& vm, const Completion& result, std::string_view expected) {
    if (result.stopped()) return limit_name(vm.stopped()->kind) == expected;
    if (!result.raised()) return expected == "ok";
    if (!expected.starts_with("error:")) return false;
    const Class* wanted = vm.exception_class(expected.substr(6));
    return wanted && vm.is_instance_of(result.error(), *wanted);
}

std::string describe(Vm& vm, const Completion& result) {
    if (result.stopped()) return vm.stopped()->message;
    return result.raised() ? vm.traceback_text(result.error()) : "ok";
}

class Hostile : public testing::TestWithParam<std::string> {};

TEST_P(Hostile, EndsAsItsFirstLineSays) {
    const std::string source = read_program(GetParam());
    const std::string_view first = base::split_lines(source).front();
    const std::string_view mark = "# expect:";
    ASSERT_TRUE(first.starts_with(mark)) << first;
    const bool endless = first.find("limit:steps") != first.npos;
    Vm vm(endless ? test_options() : VmOptions());
    const Completion result = vm.run_module(source, GetParam() + ".py");
    bool found = false;
    for (const std::string_view outcome : base::split(first.substr(mark.size()), '|')) {
        found = found || ended_as(vm, result, base::trim(outcome));
    }
    EXPECT_TRUE(found) << first << "\nended with: " << describe(vm, result).substr(0, 2000);
}

INSTANTIATE_TEST_SUITE_P(All, Hostile, testing::ValuesIn(plain_programs()),
                         [](const auto& program) { return program.param; });

}  // namespace
}  // namespace lang
