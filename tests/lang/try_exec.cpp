// try_exec FILE [--record]: runs a plain program with the VM alone. Exit codes as `authwalk exec`.
#include <cstdio>
#include <cstring>
#include <iostream>
#include <memory>

#include "base/file.h"
#include "lang/vm.h"
#include "trace/recorder.h"

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    const auto source = base::read_file(argv[1]);
    if (!source.ok()) {
        std::fprintf(stderr, "%s\n", source.error().message.c_str());
        return 2;
    }
    std::unique_ptr<trace::Recorder> recorder;
    lang::VmOptions options;
    options.output = [](std::string_view text) { std::cout << text; };
    if (argc > 2 && std::strcmp(argv[2], "--record") == 0) {
        recorder = std::make_unique<trace::Recorder>();
        options.recorder = recorder.get();
    }
    lang::Vm vm(options);
    const lang::Completion done = vm.run_module(*source, argv[1]);
    std::cout.flush();
    if (done.ok()) return 0;
    if (done.stopped()) {
        std::fprintf(stderr, "%s\n", vm.stopped()->message.c_str());
        return vm.stopped()->kind == lang::StopKind::Refused ? 1 : 3;
    }
    std::fputs(vm.traceback_text(done.error()).c_str(), stderr);
    return 1;
}
