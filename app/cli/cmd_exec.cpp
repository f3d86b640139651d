#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "cli/vm_report.h"
#include "trace/recorder.h"
#include "web/app.h"

namespace cli {
namespace {

base::Status write_trace(const trace::Timeline& timeline, const std::string& file) {
    std::string text = "[\n";
    for (int step = 0; step < timeline.size(); ++step) {
        const trace::Event event = timeline.event_at(step);
        nlohmann::ordered_json one = {{"step", step}, {"event", trace::name_of(event.kind)}};
        if (event.line > 0) one["line"] = event.line;
        one["depth"] = event.depth;
        for (const trace::Field& field : event.fields) one[field.name] = field.value;
        if (step > 0) text += ",\n";
        text += one.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    }
    return base::write_file_atomic(file, text + "\n]\n");
}

lang::VmOptions options_of(const ExecFlags& flags, const base::Clock& clock,
                           trace::Recorder* recorder) {
    lang::VmOptions options;
    if (flags.max_steps) options.max_steps = flags.max_steps;
    if (flags.max_memory_mb) options.max_memory_bytes = flags.max_memory_mb << 20;
    if (flags.max_output_kb) options.max_output_bytes = flags.max_output_kb << 10;
    options.clock = &clock;
    options.recorder = recorder;
    options.output = write_guest_text;
    options.error_output = write_guest_error;
    return options;
}

int run_program(lang::Vm& vm, const std::string& source, const std::string& file) {
    const lang::Completion end = vm.run_module(source, file);
    std::fflush(stdout);
    if (end.stopped()) return report_stop(vm);
    if (end.raised()) {
        const std::string traceback = vm.traceback_text(end.error());
        std::fwrite(traceback.data(), 1, traceback.size(), stderr);
        if (!traceback.ends_with('\n')) std::fputc('\n', stderr);
        return kFaults;
    }
    return kFine;
}

}  // namespace

int exec(const ExecFlags& flags) {
    const auto source = base::read_file(flags.program);
    if (!source.ok()) {
        complain(base::to_text(source.error()));
        return kFaults;
    }
    const base::SystemClock clock;
    std::unique_ptr<trace::Recorder> recorder;
    if (!flags.trace_json.empty()) recorder = std::make_unique<trace::Recorder>();
    int code = kFine;
    {
        lang::Vm vm(options_of(flags, clock, recorder.get()));
        web::add_web_modules(vm);
        code = run_program(vm, *source, flags.program);
    }
    if (!recorder) return code;
    const auto written = write_trace(recorder->finish(), flags.trace_json);
    if (written.ok()) return code;
    complain(base::to_text(written.error()));
    return kFaults;
}

}  // namespace cli
