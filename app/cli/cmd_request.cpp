#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "cli/vm_report.h"
#include "http/status.h"
#include "web/app.h"
#include "web/request_file.h"

namespace cli {
namespace {

// "FILE:LINE:COLUMN: message (at /0/path)" and false, or the requests and true.
bool read_request_file(const std::string& file, std::vector<http::Request>& out) {
    const auto text = base::read_file(file);
    if (!text.ok()) {
        complain(base::to_text(text.error()));
        return false;
    }
    const auto fail = [&](const base::Error& error) {
        complain(fmt::format("{}:{}:{}: {}{}", file, error.position.line, error.position.column,
                             error.message,
                             error.where.empty() ? "" : fmt::format(" (at {})", error.where)));
        return false;
    };
    const auto json = base::parse_json(*text);
    if (!json.ok()) return fail(json.error());
    auto requests = web::read_requests(*json);
    if (!requests.ok()) return fail(requests.error());
    out = std::move(*requests);
    return true;
}

int report_load_error(const lang::Vm& vm, const web::Loading& loading, Format format) {
    if (format == Format::Json) fmt::print("{}\n", web::load_error_json(loading));
    std::fflush(stdout);
    if (vm.stopped()) return report_stop(vm);
    if (!loading.traceback.empty())
        std::fprintf(stderr, "%s\n", std::string(base::trim(loading.traceback)).c_str());
    else
        complain(loading.message);
    return kFaults;
}

void print_answers(const std::vector<http::Response>& responses, const Painter& paint) {
    for (const http::Response& response : responses) {
        const std::string line =
            fmt::format("{} {}", response.status, http::reason_phrase(response.status));
        fmt::print("{}\n", paint(response.status < 400 ? Ink::Good : Ink::Bad, line));
        for (const http::HeaderField& field : response.headers)
            fmt::print("{}: {}\n", paint(Ink::Dim, field.name), base::printable(field.value));
        fmt::print("\n{}\n\n", base::printable(response.body, 4000));
    }
}

int answer(lang::Vm& vm, web::App& app, const std::vector<http::Request>& requests, Format format) {
    const web::Answers answers = web::run_requests(app, requests);
    if (format == Format::Json)
        fmt::print("{}\n", web::answers_json(answers.responses));
    else
        print_answers(answers.responses, Painter(STDOUT_FILENO));
    std::fflush(stdout);
    if (!answers.log.empty()) std::fprintf(stderr, "%s\n", answers.log.c_str());
    return answers.stopped ? report_stop(vm) : kFine;
}

}  // namespace

int request(const RequestFlags& flags) {
    std::vector<http::Request> requests;
    if (!read_request_file(flags.requests, requests)) return kFaults;
    const auto source = base::read_file(flags.app);
    if (!source.ok()) {
        complain(base::to_text(source.error()));
        return kFaults;
    }
    const base::SystemClock clock;
    lang::VmOptions options;
    options.clock = &clock;
    // What the program prints goes to stderr: stdout is for the answers.
    options.output = [](std::string_view text) {
        std::fwrite(text.data(), 1, text.size(), stderr);
    };
    lang::Vm vm(options);
    web::add_web_modules(vm);
    const web::Loading loading = web::load_app(vm, *source, flags.app);
    if (!loading.app) return report_load_error(vm, loading, flags.format);
    return answer(vm, *loading.app, requests, flags.format);
}

}  // namespace cli
