// authwalk serve: a lesson's program, or any, on a real socket.
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <cstdio>
#include <optional>
#include <utility>

#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "http/status.h"
#include "lesson/scenario.h"
#include "live/program.h"
#include "live/server.h"

namespace cli {
namespace {

// Lines for a stream that perhaps nobody reads: rather than wait for room in a full pipe, and let
// every client wait with it, lines are left out, and how many is told as soon as there is room.
class Log {
  public:
    explicit Log(int descriptor) : descriptor_(descriptor) {}

    void write(std::string_view text) {
        if (left_out_ > 0 && has_room()) {
            const int count = std::exchange(left_out_, 0);
            put(fmt::format("({} lines were left out: nobody read them)\n", count));
        }
        for (std::size_t at = 0; at < text.size();) {
            const std::string_view part = text.substr(at, kPart);
            at += part.size();
            if (has_room())
                put(part);
            else
                ++left_out_;
        }
    }
    void line(std::string_view text) { write(std::string(text) + "\n"); }

  private:
    static constexpr std::size_t kPart =
        4096;  // a pipe that is ready takes as many without waiting

    bool has_room() const {
        pollfd waited{descriptor_, POLLOUT, 0};
        return poll(&waited, 1, 0) == 1 && (waited.revents & POLLOUT) != 0;
    }
    void put(std::string_view part) const {
        while (!part.empty()) {
            const ssize_t written = ::write(descriptor_, part.data(), part.size());
            if (written <= 0) return;
            part.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    int descriptor_;
    int left_out_ = 0;
};

struct Source {
    std::string text;
    std::string name;
};

// A program, or the program of a lesson.
std::optional<Source> read_source(const std::string& file) {
    if (!file.ends_with(".json")) {
        auto text = base::read_file(file);
        if (text.ok()) return Source{std::move(*text), file};
        complain(base::to_text(text.error()));
        return std::nullopt;
    }
    const lesson::LoadedScenario loaded = lesson::load_scenario(file);
    for (const lesson::Finding& finding : loaded.findings)
        std::fprintf(stderr, "%s\n", lesson::to_text(finding).c_str());
    if (!loaded.scenario || !loaded.findings.empty()) return std::nullopt;
    return Source{loaded.scenario->source, loaded.scenario->source_name};
}

// 127.0.0.1:54321 - "GET /protected HTTP/1.1" 401 Unauthorized
std::string access_line(const http::Request& request, const http::Response& response) {
    return fmt::format("{}:{} - \"{} {} HTTP/{}\" {} {}", request.client_host, request.client_port,
                       request.method, base::printable(request.target, 500), request.http_version,
                       response.status, http::reason_phrase(response.status));
}

std::string refused_line(const live::Arrived& arrived,
                         const std::optional<http::Response>& response) {
    const http::MessageFault& fault = *arrived.fault;
    return fmt::format("{}:{} - {} {}: {} ({}), line {}, column {}",
                       arrived.message.request.client_host, arrived.message.request.client_port,
                       response ? std::to_string(response->status) : "not answered",
                       response ? http::reason_phrase(response->status) : "", fault.sentence,
                       fault.rule, fault.line, fault.column);
}

class Serving {
  public:
    explicit Serving(Source source)
        : program_(std::move(source.text), std::move(source.name),
                   [this](std::string_view text) { out_.write(text); }) {}

    std::string load() { return program_.load(); }

    live::Host host() {
        return {
            [this](const live::Arrived& arrived, const live::Reply& reply) {
                const http::Request& request = arrived.message.request;
                live::Answer answer = program_.answer(request);
                if (!answer.log.empty()) errors_.write(answer.log);
                out_.line(access_line(request, answer.response));
                reply(std::move(answer.response));
            },
            [this](const live::Arrived& arrived, const std::optional<http::Response>& response) {
                errors_.line(refused_line(arrived, response));
            }};
    }

    void run(live::Server& server) {
        server.stop_on_signals();
        const std::string address = server.origin();
        if (!server.is_loopback())
            errors_.line(
                fmt::format("authwalk: anyone who can reach this computer can reach {}: "
                            "a lesson's program is made to be looked at, not to be safe",
                            address));
        out_.line(fmt::format("Serving on {} (Ctrl+C stops)", address));
        server.run();
        if (const std::string log = program_.shut_down(); !log.empty()) errors_.write(log);
        out_.line("Stopped.");
    }

  private:
    Log out_{STDOUT_FILENO};
    Log errors_{STDERR_FILENO};
    live::Program program_;
};

}  // namespace

int serve(const ServeFlags& flags) {
    std::optional<Source> source = read_source(flags.file);
    if (!source) return kFaults;
    Serving serving(std::move(*source));
    if (const std::string why = serving.load(); !why.empty()) {
        std::fprintf(stderr, "%s", why.c_str());
        complain("the program does not load, so there is nothing to serve");
        return kFaults;
    }
    live::ServerOptions options;
    options.host = flags.host;
    options.port = flags.port;
    const auto server = live::Server::open(options, serving.host());
    if (!server.ok()) {
        complain(base::to_text(server.error()));
        return kFaults;
    }
    serving.run(*server.value());
    return kFine;
}

}  // namespace cli
