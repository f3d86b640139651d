#include "lesson/references.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "base/text.h"
#include "lesson/json_text.h"

namespace lesson {
namespace {

constexpr std::string_view kBegin = "{response[";

// What stands between the braces: response[1].a.b
struct Reference {
    int request = 0;  // 1-based
    std::string_view members;
};

std::optional<Reference> read_reference(std::string_view text) {
    const auto bracket = text.find(']');
    if (bracket == text.npos || text.substr(bracket).size() < 2 || text[bracket + 1] != '.')
        return std::nullopt;
    Reference out;
    const std::string_view number = text.substr(kBegin.size() - 1, bracket - kBegin.size() + 1);
    const char* end = number.data() + number.size();
    const auto [stopped, error] = std::from_chars(number.data(), end, out.request);
    if (error != std::errc() || stopped != end) return std::nullopt;
    out.members = text.substr(bracket + 2);
    return out;
}

const base::JsonValue* member_of(const base::JsonValue& value, std::string_view name) {
    if (value.type != base::JsonValue::Type::Array) return value.find(name);
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
    if (error != std::errc() || end != name.data() + name.size() || index >= value.items.size())
        return nullptr;
    return &value.items[index];
}

base::Result<std::string> value_of(const Reference& reference,
                                   const std::vector<RequestRun>& answered) {
    if (reference.request < 1 || reference.request > static_cast<int>(answered.size()))
        return base::Error{
            "", fmt::format("request {} has not been answered before this one", reference.request)};
    const auto& run = answered[static_cast<std::size_t>(reference.request - 1)];
    const auto body = base::parse_json(run.response.body);
    if (!body.ok())
        return base::Error{"",
                           fmt::format("the answer to request {} is no JSON", reference.request)};
    const base::JsonValue* value = &*body;
    for (const std::string_view name : base::split(reference.members, '.')) {
        value = member_of(*value, name);
        if (!value)
            return base::Error{"", fmt::format("the answer to request {} has no member `{}`",
                                               reference.request, name)};
    }
    return is_scalar(*value) ? scalar_text(*value) : spaced_json(*value);
}

}  // namespace

std::string resolve_references(std::string_view text, const std::vector<RequestRun>& answered,
                               std::vector<std::string>& problems) {
    std::string out;
    for (;;) {
        const auto begin = text.find(kBegin);
        const auto end = begin == text.npos ? text.npos : text.find('}', begin);
        if (end == text.npos) return out + std::string(text);
        const std::string_view whole = text.substr(begin, end + 1 - begin);
        out += text.substr(0, begin);
        text = text.substr(end + 1);
        const auto reference = read_reference(whole.substr(1, whole.size() - 2));
        const auto value =
            reference
                ? value_of(*reference, answered)
                : base::Result<std::string>(base::Error{"", "expected {response[NUMBER].MEMBER}"});
        if (value.ok()) {
            out += *value;
            continue;
        }
        problems.push_back(fmt::format("{}: {}", whole, value.error().message));
        out += whole;
    }
}

ScenarioRequest resolve_references(ScenarioRequest request, const std::vector<RequestRun>& answered,
                                   std::vector<std::string>& problems) {
    const auto resolve = [&](std::string& text) {
        text = resolve_references(text, answered, problems);
    };
    resolve(request.path);
    if (request.query) resolve(*request.query);
    for (auto& [name, value] : request.headers) resolve(value);
    if (request.body) resolve(*request.body);
    return request;
}

}  // namespace lesson
