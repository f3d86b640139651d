// Lexing, parsing and compiling the sample of the first lesson, as after an edit.
#include <benchmark/benchmark.h>

#include "base/file.h"
#include "lang/compiler.h"
#include "lang/heap.h"
#include "lang/parser.h"
#include "lang/vm.h"

namespace {

std::string sample() {
    auto text = base::read_file(AUTHWALK_SOURCE_DIR "/scenarios/01_protected_routes.py");
    AW_ASSERT(text.ok());
    return std::move(text).value();
}

void parse_sample(benchmark::State& state) {
    const std::string text = sample();
    for (auto iteration : state) {
        static_cast<void>(iteration);
        benchmark::DoNotOptimize(lang::parse_module(text).ok());
    }
}
BENCHMARK(parse_sample)->Unit(benchmark::kMicrosecond);

void compile_sample(benchmark::State& state) {
    const std::string text = sample();
    lang::Vm vm({});
    for (auto iteration : state) {
        static_cast<void>(iteration);
        auto* module = vm.heap().make<lang::Module>(vm.classes.module);
        const lang::Value holder = lang::Value::adopt(module);
        const auto tree = lang::parse_module(text);
        const auto code =
            lang::compile_module(vm, **tree, *module, lang::make_source("lesson.py", text));
        benchmark::DoNotOptimize(code.ok());
    }
}
BENCHMARK(compile_sample)->Unit(benchmark::kMicrosecond);

}  // namespace
