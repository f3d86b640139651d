// Programs that attack the sandbox through the web layer end as their first line says: while they
// load, or when they are sent a request (that of their second line, else GET /).
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "http/message.h"
#include "lang/guest.h"
#include "web/app.h"

namespace web {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRequestMark = "# request:";

fs::path hostile_folder() { return fs::path(AUTHWALK_TESTS_DIR) / "lang/hostile"; }

std::string read_program(const std::string& name) {
    auto text = base::read_file(hostile_folder() / (name + ".py"));
    return text ? *text : "";
}

std::vector<std::string> web_programs() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(hostile_folder())) {
        const std::string name = entry.path().stem().string();
        const std::string source = read_program(name);
        if (source.find("fastapi") != std::string::npos ||
            source.find(kRequestMark) != std::string::npos)
            names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

http::Request request_for(std::string_view source) {
    const std::vector<std::string_view> lines = base::split_lines(source);
    std::string_view method = "GET";
    std::string_view path = "/";
    if (lines.size() > 1 && lines[1].starts_with(kRequestMark)) {
        const std::string_view rest = base::trim(lines[1].substr(kRequestMark.size()));
        method = rest.substr(0, rest.find(' '));
        path = base::trim(rest.substr(rest.find(' ')));
    }
    http::Request request = http::make_request(method, path);
    http::add_default_headers(request);
    return request;
}

std::string limit_name(lang::StopKind kind) {
    switch (kind) {
        case lang::StopKind::Steps: return "limit:steps";
        case lang::StopKind::Memory: return "limit:memory";
        case lang::StopKind::Depth: return "limit:depth";
        case lang::StopKind::Output: return "limit:output";
        case lang::StopKind::Refused: break;
    }
    return "refused";
}

// "error:TYPE" of the last line of a traceback; "ok" without one.
std::string outcome_of(const std::string& traceback) {
    const std::vector<std::string_view> lines = base::split_lines(base::trim(traceback));
    if (traceback.empty()) return "ok";
    return "error:" + std::string(lines.back().substr(0, lines.back().find(':')));
}

std::string outcome(const std::string& source) {
    const bool endless = source.substr(0, source.find('\n')).find("limit:steps") != source.npos;
    lang::Vm vm(endless ? lang::test_options() : lang::VmOptions());
    add_web_modules(vm);
    Loading loading = load_app(vm, source, "app.py");
    if (vm.stopped()) return limit_name(vm.stopped()->kind);
    if (!loading.app) return "error:" + loading.type;
    const Reply reply = handle(*loading.app, request_for(source));
    if (reply.stopped) return limit_name(vm.stopped()->kind);
    return outcome_of(reply.traceback);
}

class HostileWeb : public testing::TestWithParam<std::string> {};

TEST_P(HostileWeb, EndsAsItsFirstLineSays) {
    const std::string source = read_program(GetParam());
    const std::string_view first = base::split_lines(source).front();
    const std::string_view mark = "# expect:";
    ASSERT_TRUE(first.starts_with(mark)) << first;
    const std::string found = outcome(source);
    bool expected = false;
    for (const std::string_view word : base::split(first.substr(mark.size()), '|'))
        expected = expected || base::trim(word) == found;
    EXPECT_TRUE(expected) << first << "\nended as: " << found;
}

INSTANTIATE_TEST_SUITE_P(All, HostileWeb, testing::ValuesIn(web_programs()),
                         [](const auto& program) { return program.param; });

}  // namespace
}  // namespace web
