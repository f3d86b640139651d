// A whole program in the sandbox, recorded: it ends, within its limits, and every step of its run
// can be restored. When it holds a FastAPI application, it answers a request too.
#include <cstdint>
#include <string_view>

#include "lang/vm.h"
#include "trace/recorder.h"
#include "trace/timeline.h"
#include "web/app.h"

namespace {

constexpr std::uint64_t kSteps = 200'000;
constexpr std::size_t kMemoryBytes = std::size_t{32} << 20;

void run(std::string_view source, trace::Recorder& recorder) {
    lang::VmOptions options;
    options.max_steps = kSteps;
    options.max_memory_bytes = kMemoryBytes;
    options.max_output_bytes = std::size_t{64} << 10;
    options.recorder = &recorder;
    lang::Vm vm(options);
    web::add_web_modules(vm);
    recorder.begin_request(-1);
    const web::Loading loading = web::load_app(vm, source, "fuzz.py");
    if (!loading.app || !web::start(*loading.app).empty()) return;
    recorder.begin_request(0);
    http::Request request = http::make_request("GET", "/protected?q=1");
    request.headers.add("authorization", "Bearer validtoken");
    http::add_default_headers(request);
    web::handle(*loading.app, request);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    trace::Recorder recorder;
    run({reinterpret_cast<const char*>(data), size}, recorder);
    const trace::Timeline timeline = recorder.finish();
    const int steps = timeline.size();
    for (int step = 0; step < steps; step += 1 + steps / 16) timeline.state_at(step);
    return 0;
}
