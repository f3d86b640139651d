// Whatever a program does with what core/web gives it ends in Python's errors, never in ours.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/file.h"
#include "web/app.h"

namespace web {
namespace {

TEST(Natives, SurviveReceiversAndArgumentsThatMakeNoSense) {
    const auto place = std::filesystem::path(AUTHWALK_TESTS_DIR) / "web/poke_natives.py";
    const auto source = base::read_file(place);
    ASSERT_TRUE(source.ok());
    std::string printed;
    lang::VmOptions options;
    options.max_steps = 500'000'000;
    options.output = [&](std::string_view text) { printed += text; };
    lang::Vm vm(options);
    add_web_modules(vm);
    const Loading loading = load_app(vm, *source, "poke_natives.py");
    EXPECT_TRUE(loading.app) << loading.traceback << (vm.stopped() ? vm.stopped()->message : "");
    EXPECT_GT(std::atoi(printed.c_str()), 10'000);
}

}  // namespace
}  // namespace web
