#include "lesson/scenario_edit.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <set>
#include <variant>
#include <vector>

#include "base/text.h"
#include "lesson/derive.h"

namespace lesson {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;
using Step = std::variant<std::string_view, std::size_t>;  // a member's key, an item's index

// A list in the text: from its bracket to its bracket, and its last item.
struct ListPlace {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t last_begin = kNowhere;  // nowhere: it is empty
    std::size_t last_end = 0;
};

// Finds places in JSON text that is known to be good.
class Places {
  public:
    explicit Places(std::string_view text) : text_(text) {}

    std::optional<ListPlace> find(const std::vector<Step>& path) {
        at_ = 0;
        skip_blanks();
        for (const Step& step : path)
            if (!(step.index() == 0 ? enter_member(std::get<0>(step))
                                    : enter_item(std::get<1>(step))))
                return std::nullopt;
        if (peek() != '[') return std::nullopt;
        return read_list();
    }

  private:
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }
    // Behind a comma, or nowhere: false at the closing bracket.
    bool next_item() {
        skip_blanks();
        if (peek() == ',') ++at_;
        skip_blanks();
        return at_ < text_.size() && peek() != ']' && peek() != '}';
    }
    void skip_string() {
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_)
            if (text_[at_] == '\\') ++at_;
        ++at_;
    }
    void skip_value() {
        int depth = 0;
        do {
            const char c = peek();
            if (c == '"') {
                skip_string();
                continue;
            }
            if (c == '[' || c == '{') ++depth;
            if (c == ']' || c == '}') --depth;
            ++at_;
        } while (at_ < text_.size() &&
                 (depth > 0 || std::string_view(",]} \t\r\n").find(peek()) == kNowhere));
    }
    bool enter_member(std::string_view key) {
        if (peek() != '{') return false;
        ++at_;
        while (next_item()) {
            const std::size_t name = at_;
            skip_string();
            const bool found = text_.substr(name + 1, at_ - name - 2) == key;
            skip_blanks();
            ++at_;  // the colon
            skip_blanks();
            if (found) return true;
            skip_value();
        }
        return false;
    }
    bool enter_item(std::size_t index) {
        if (peek() != '[') return false;
        ++at_;
        while (next_item()) {
            if (index-- == 0) return true;
            skip_value();
        }
        return false;
    }
    ListPlace read_list() {
        ListPlace place;
        place.begin = at_++;
        while (next_item()) {
            place.last_begin = at_;
            skip_value();
            place.last_end = at_;
        }
        place.end = at_;
        return place;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

// The blanks in front of what begins at `at`, when it is the first of its line.
std::optional<std::string> indent_at(std::string_view text, std::size_t at) {
    const std::size_t line = text.substr(0, at).rfind('\n') + 1;
    const std::string_view front = text.substr(line, at - line);
    if (front.find_first_not_of(" \t") != kNowhere) return std::nullopt;
    return std::string(front);
}

// Puts an item behind the last one of a list. `item`'s lines get the indent of their neighbours.
void append_item(std::string& text, const std::vector<Step>& path, std::string_view item) {
    const std::optional<ListPlace> list = Places(text).find(path);
    if (!list) return;
    if (list->last_begin == kNowhere) {
        text.replace(list->begin, list->end - list->begin + 1, "[" + std::string(item) + "]");
        return;
    }
    const std::optional<std::string> indent = indent_at(text, list->last_begin);
    std::string added = indent ? ",\n" + *indent : ", ";
    for (const char c : item) {
        added.push_back(c);
        if (c == '\n') added += indent.value_or("");
    }
    text.insert(list->last_end, added);
}

std::string headers_json(const ScenarioRequest& request) {
    std::set<std::string> names;
    bool repeats = false;
    for (const auto& [name, value] : request.headers)
        repeats = repeats || !names.insert(base::to_lower_ascii(name)).second;
    std::vector<std::string> parts;
    for (const auto& [name, value] : request.headers)
        parts.push_back(fmt::format(repeats ? fmt::runtime("[{}, {}]") : fmt::runtime("{}: {}"),
                                    base::json_quote(name), base::json_quote(value)));
    const std::string joined = fmt::format("{}", fmt::join(parts, ", "));
    return repeats ? "[" + joined + "]" : "{" + joined + "}";
}

std::string request_json(const ScenarioRequest& request) {
    std::vector<std::string> members = {"\"label\": " + base::json_quote(request.label)};
    if (request.method != "GET")
        members.push_back("\"method\": " + base::json_quote(request.method));
    members.push_back("\"path\": " + base::json_quote(request.path));
    if (request.query) members.push_back("\"query\": " + base::json_quote(*request.query));
    if (!request.headers.empty()) members.push_back("\"headers\": " + headers_json(request));
    if (request.body) members.push_back("\"body\": " + base::json_quote(*request.body));
    return fmt::format("{{\n  {}\n}}", fmt::join(members, ",\n  "));
}

bool is_text(const ScenarioRequest& request) {
    bool good = base::is_utf8(request.path) && base::is_utf8(request.query.value_or("")) &&
                base::is_utf8(request.body.value_or(""));
    for (const auto& [name, value] : request.headers) good = good && base::is_utf8(value);
    return good;
}

void append_promises(std::string& text, const Scenario& scenario, const Run& run) {
    const ExecTable table = make_table(run);
    const VarTracker tracker = make_tracker(run);
    if (!scenario.expected_rows.empty() && !table.rows.empty()) {
        std::vector<std::string> cells;
        for (const TableCell& cell : table.rows.back().cells)
            cells.push_back(base::json_quote(cell.text));
        append_item(text, {"expect", "table"}, fmt::format("[{}]", fmt::join(cells, ", ")));
    }
    for (std::size_t i = 0; i < scenario.expected_variables.size(); ++i)
        for (const TrackerRow& row : tracker.rows)
            if (row.variable == scenario.expected_variables[i].name)
                append_item(text, {"expect", "variables", i, "cells"},
                            base::json_quote(row.cells.back().final_text()));
}

}  // namespace

base::Result<std::string> add_request(std::string_view json, const std::filesystem::path& file,
                                      const ScenarioRequest& request) {
    if (!is_text(request))
        return base::Error{file.string(),
                           "this request holds bytes that are no text: a lesson cannot hold it"};
    const LoadedScenario loaded = load_scenario_text(json, file);
    if (!loaded.scenario)
        return base::Error{file.string(), "the lesson does not load, so nothing is added to it"};
    Scenario longer = *loaded.scenario;
    longer.requests.push_back(request);
    const auto run = run_scenario(longer);
    std::string text(json);
    append_promises(text, *loaded.scenario, *run);
    append_item(text, {"requests"}, request_json(request));
    return text;
}

ScenarioRequest scripted_form(const http::Request& request) {
    static constexpr std::string_view kLeftOut[] = {
        "host",       "connection",        "content-length", "accept-encoding",
        "user-agent", "transfer-encoding", "expect",         "keep-alive"};
    ScenarioRequest out;
    out.label = fmt::format("Client sends {} {}", request.method, request.target);
    out.method = request.method;
    out.path = request.raw_path;
    if (request.has_query) out.query = request.query;
    for (const http::HeaderField& field : request.headers) {
        const std::string name = base::to_lower_ascii(field.name);
        const bool left_out =
            std::find(std::begin(kLeftOut), std::end(kLeftOut), name) != std::end(kLeftOut);
        if (!left_out && !(name == "accept" && field.value == "*/*"))
            out.headers.emplace_back(field.name, field.value);
    }
    if (!request.body.empty()) out.body = request.body;
    return out;
}

}  // namespace lesson
