// Requests answered in one process, with everything recorded and without: those of the first
// lesson, and a login with a JSON Web Token. Three by turns, as fastapi_requests.py does with
// FastAPI itself.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/file.h"
#include "trace/recorder.h"
#include "web/app.h"

namespace {

constexpr int kRequestsPerRun = 3000;  // then a new program: a recording grows

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

// Requests that take turns, each with the status it is answered with.
struct Workload {
    std::string source;
    std::vector<std::pair<http::Request, int>> turns;
};

std::string read_sample(const char* file) {
    const auto source = base::read_file(std::string(AUTHWALK_SOURCE_DIR) + file);
    AW_ASSERT(source.ok());
    return *source;
}

http::Request get_with_token(const char* path, const std::string& token) {
    http::Request request = http::make_request("GET", path);
    if (!token.empty()) request.headers.add("authorization", "Bearer " + token);
    http::add_default_headers(request);
    return request;
}

Workload first_lesson() {
    return {read_sample("/scenarios/01_protected_routes.py"),
            {{get_with_token("/protected", ""), 401},
             {get_with_token("/protected", "wrongtoken"), 401},
             {get_with_token("/protected", "validtoken"), 200}}};
}

// A login, the token it gave, and that token with another signature.
Workload jwt_login() {
    Workload workload{read_sample("/tests/bench/jwt_login.py"), {}};
    http::Request login = http::make_request("POST", "/login");
    login.body = "username=mia&password=sunflower";
    login.headers.add("content-type", "application/x-www-form-urlencoded");
    http::add_default_headers(login);
    Server server(workload.source, false);
    const std::string answer = web::handle(*server.loading.app, login).response.body;
    constexpr std::string_view kBefore = "{\"access_token\":\"";
    AW_ASSERT(answer.starts_with(kBefore));
    const std::string token =
        answer.substr(kBefore.size(), answer.find('"', kBefore.size()) - kBefore.size());
    workload.turns = {{login, 200},
                      {get_with_token("/me", token), 200},
                      {get_with_token("/me", token.substr(0, token.size() - 4) + "AAAA"), 401}};
    return workload;
}

void answer_requests(benchmark::State& state, Workload (*make)(), bool recorded) {
    const Workload workload = make();
    std::unique_ptr<Server> server;
    int number = 0;
    for (auto iteration : state) {
        static_cast<void>(iteration);
        if (number % kRequestsPerRun == 0) {
            state.PauseTiming();
            server.reset();  // one Vm a thread
            server = std::make_unique<Server>(workload.source, recorded);
            state.ResumeTiming();
        }
        if (recorded) server->recorder.begin_request(number);
        const auto& [request, status] =
            workload.turns[static_cast<std::size_t>(number) % workload.turns.size()];
        const web::Reply reply = web::handle(*server->loading.app, request);
        AW_ASSERT(reply.response.status == status);
        ++number;
    }
}
BENCHMARK_CAPTURE(answer_requests, recorded, first_lesson, true)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(answer_requests, not_recorded, first_lesson, false)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(answer_requests, login_recorded, jwt_login, true)->Unit(benchmark::kMicrosecond);

}  // namespace
