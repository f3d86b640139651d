// The recorded answers of real FastAPI 0.162 (tests/data/fidelity) and how ours are held against
// them: status, body, headers by lower-case name in any order, `allow` as a set.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/text.h"
#include "lang/vm.h"
#include "web/app.h"
#include "web/request_file.h"

namespace fidelity {

using Json = nlohmann::json;

inline std::filesystem::path folder() {
    return std::filesystem::path(AUTHWALK_TESTS_DIR) / "data" / "fidelity";
}

inline std::string read_text(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline std::vector<std::string> all_programs() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder()))
        if (std::filesystem::exists(entry.path() / "golden.json"))
            names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

// Headers as compared; dates of cookies become a word, they tell when the recording was made.
inline std::vector<std::pair<std::string, std::string>> comparable(const Json& headers) {
    static const std::regex kExpires("expires=[^;]+", std::regex::icase);
    std::vector<std::pair<std::string, std::string>> out;
    for (const Json& header : headers) {
        const std::string name = base::to_lower_ascii(header[0].get<std::string>());
        std::string value = header[1].get<std::string>();
        if (name == "date" || name == "server" || name == "connection") continue;
        if (name == "set-cookie") value = std::regex_replace(value, kExpires, "expires=<date>");
        if (name == "allow") {
            std::vector<std::string> methods;
            for (const std::string_view word : base::split(value, ','))
                methods.emplace_back(base::trim(word));
            std::sort(methods.begin(), methods.end());
            value = "";
            for (const std::string& method : methods) value += method + " ";
        }
        out.emplace_back(name, value);
    }
    std::sort(out.begin(), out.end());
    return out;
}

inline std::string body_of(const Json& answer) {
    if (answer.contains("body")) return answer["body"].get<std::string>();
    return answer.contains("body_b64") ? "base64:" + answer["body_b64"].get<std::string>() : "";
}

// "" when they are equal.
inline std::string difference(const Json& expected, const Json& got) {
    if (expected["status"] != got["status"])
        return "status " + expected["status"].dump() + " expected, got " + got["status"].dump() +
               " " + body_of(got);
    if (body_of(expected) != body_of(got))
        return "body\n  expected " + body_of(expected) + "\n  got      " + body_of(got);
    const auto a = comparable(expected["headers"]);
    const auto b = comparable(got["headers"]);
    if (a == b) return "";
    return "headers\n  expected " + Json(a).dump() + "\n  got      " + Json(b).dump();
}

struct Outcome {
    std::vector<std::string> differences;
    int requests = 0;
    bool matches() const { return differences.empty(); }
};

// Runs the program's requests in order against one instance of it, at the time of the recording.
inline Outcome run(const std::string& name) {
    Outcome outcome;
    const std::filesystem::path place = folder() / name;
    const Json golden = Json::parse(read_text(place / "golden.json"));
    const base::FixedClock clock({golden["recorded_at"].get<std::int64_t>(), 0});
    lang::VmOptions options;
    options.clock = &clock;
    lang::Vm vm(options);
    web::add_web_modules(vm);
    const std::string source = read_text(place / "app.py");
    web::Loading loading = web::load_app(vm, source, "app.py");
    if (golden.contains("load_error")) {
        if (loading.app) outcome.differences.push_back("it loads, but should not");
        return outcome;
    }
    if (!loading.app) {
        const std::string why = vm.stopped() ? vm.stopped()->message : loading.traceback;
        outcome.differences.push_back("it does not load: " + why);
        return outcome;
    }
    auto json = base::parse_json(read_text(place / "requests.json"));
    auto requests = web::read_requests(json.value());
    const web::Answers answers = web::run_requests(*loading.app, requests.value());
    const Json got = Json::parse(web::answers_json(answers.responses));
    outcome.requests = static_cast<int>(golden["responses"].size());
    for (std::size_t i = 0; i < golden["responses"].size(); ++i) {
        const std::string place_of = "request " + std::to_string(i) + ": ";
        if (i >= got.size()) {
            outcome.differences.push_back(place_of + "no answer");
            continue;
        }
        const std::string found = difference(golden["responses"][i], got[i]);
        if (!found.empty()) outcome.differences.push_back(place_of + found);
    }
    return outcome;
}

}  // namespace fidelity
