// run_program [--record] PROGRAM.py: a plain program in a process of its own, for run.py to time.
// With --record everything is recorded; the last line on stderr then tells events and bytes.
#include <cstdio>
#include <string_view>

#include "base/file.h"
#include "lang/vm.h"
#include "trace/recorder.h"

int main(int argc, char** argv) {
    const bool recorded = argc == 3 && std::string_view(argv[1]) == "--record";
    if (argc != (recorded ? 3 : 2)) return 2;
    const auto source = base::read_file(argv[argc - 1]);
    if (!source.ok()) return 2;
    trace::Recorder recorder;
    lang::VmOptions options;
    options.max_steps = 100'000'000'000;
    options.output = [](std::string_view text) {
        std::fwrite(text.data(), 1, text.size(), stdout);
    };
    if (recorded) options.recorder = &recorder;
    lang::Vm vm(options);
    const lang::Completion done = vm.run_module(*source, argv[argc - 1]);
    if (!done.ok()) return 1;
    if (!recorded) return 0;
    const bool full = recorder.full();
    const trace::Timeline timeline = recorder.finish();
    std::fprintf(stderr, "%d %zu\n", timeline.size(), timeline.byte_size());
    return full ? 3 : 0;
}
