// tests/ui/large.h -- lessons as large as anyone will make them: for tests that they are drawn in
// parts, and for measurements.
#pragma once

#include <fmt/format.h>

#include "session/session.h"

namespace large {

inline lesson::ScenarioRequest get(std::string path) {
    lesson::ScenarioRequest request;
    request.label = "Client requests " + path;
    request.path = std::move(path);
    return request;
}

// A program of that many lines (rounded up) with one route that loops as often as asked.
inline std::string program(int lines, int loops = 1) {
    std::string source =
        "from fastapi import FastAPI, Header\n\napp = FastAPI()\n\n\n"
        "@app.get(\"/\")\ndef root(x_long: str = Header(default=\"\")):\n    total = 0\n" +
        fmt::format("    for i in range({}):\n        total = total + i\n", loops) +
        "    return {\"total\": total}\n";
    for (int i = 0; i * 4 < lines - 11; ++i)
        source += fmt::format(
            "\n\ndef function_{}(value: int) -> int:  # number {}\n    return value + {}\n", i, i,
            i);
    return source;
}

inline lesson::Scenario scenario(std::string source, int requests = 1) {
    lesson::Scenario out;
    out.title = "A large lesson";
    out.source_name = "large.py";
    out.source = std::move(source);
    for (int i = 0; i < requests; ++i) out.requests.push_back(get(i % 3 == 2 ? "/missing" : "/"));
    for (const auto& [title, fact] : {std::pair{"Step", "request.number"},
                                      {"Action", "request.label"},
                                      {"Token", "credentials.present"},
                                      {"Result", "outcome"},
                                      {"Response", "response.summary"}}) {
        lesson::TableColumn column;
        column.title = title;
        column.fact = fact;
        out.columns.push_back(column);
    }
    lesson::TrackedVariable total;
    total.name = "total";
    total.function = "root";
    total.unbound = "None";
    out.variables.push_back(total);
    return out;
}

inline session::Session open(const lesson::Scenario& lesson) {
    session::Session session({}, {});
    lesson::RunOptions options;
    options.max_steps = 100'000'000;
    session.show(lesson::run_scenario(lesson, options));
    return session;
}

inline session::Session sample_of(int lines) { return open(scenario(program(lines))); }
inline session::Session requests(int count) { return open(scenario(program(12), count)); }
inline session::Session events(int count) { return open(scenario(program(12, count / 4))); }
inline session::Session header_of(std::size_t bytes) {
    lesson::Scenario lesson = scenario(program(12));
    lesson.requests[0].headers.emplace_back("X-Long", std::string(bytes, 'x'));
    return open(lesson);
}

}  // namespace large
