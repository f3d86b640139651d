// Requests of the first lesson, answered in one process: with everything recorded, and without.
// Of the three requests by turns, as fastapi_inproc.py does with FastAPI itself.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <memory>

#include "base/file.h"
#include "trace/recorder.h"
#include "web/app.h"

namespace {

constexpr int kRequestsPerRun = 3000;  // then a new program: a recording grows

http::Request make_request(int kind) {
    http::Request request = http::make_request("GET", "/protected");
    if (kind == 1) request.headers.add("authorization", "Bearer wrongtoken");
    if (kind == 2) request.headers.add("authorization", "Bearer validtoken");
    http::add_default_headers(request);
    return request;
}

struct Server {
    trace::Recorder recorder;
    std::unique_ptr<lang::Vm> vm;
    web::Loading loading;

    Server(const std::string& source, bool recorded) {
        lang::VmOptions options;
        if (recorded) options.recorder = &recorder;
        vm = std::make_unique<lang::Vm>(options);
        web::add_web_modules(*vm);
        loading = web::load_app(*vm, source, "lesson.py");
        if (!loading.app) std::fputs(loading.traceback.c_str(), stderr);
        AW_ASSERT(loading.app != nullptr);
    }
};

void answer_requests(benchmark::State& state, bool recorded) {
    const auto source = base::read_file(AUTHWALK_SOURCE_DIR "/scenarios/01_protected_routes.py");
    AW_ASSERT(source.ok());
    constexpr int kStatus[] = {401, 401, 200};
    std::unique_ptr<Server> server;
    int number = 0;
    for (auto iteration : state) {
        static_cast<void>(iteration);
        if (number % kRequestsPerRun == 0) {
            state.PauseTiming();
            server.reset();  // one Vm a thread
            server = std::make_unique<Server>(*source, recorded);
            state.ResumeTiming();
        }
        if (recorded) server->recorder.begin_request(number);
        const web::Reply reply = web::handle(*server->loading.app, make_request(number % 3));
        AW_ASSERT(reply.response.status == kStatus[number % 3]);
        ++number;
    }
}
BENCHMARK_CAPTURE(answer_requests, recorded, true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(answer_requests, not_recorded, false)->Unit(benchmark::kMicrosecond);

}  // namespace
