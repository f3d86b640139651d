// One request of a scenario file: its target, headers and content.
#include <fmt/format.h>

#include "base/text.h"
#include "lesson/json_text.h"
#include "lesson/made_token.h"
#include "lesson/reader_internal.h"

namespace lesson {
namespace {

std::string percent_encode_form(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
        if (plain)
            out += c;
        else if (c == ' ')
            out += '+';
        else
            out += fmt::format("%{:02X}", byte);
    }
    return out;
}

void read_headers(FaultList& faults, const JsonNode& node, ScenarioRequest& request) {
    if (node.value->type == base::JsonValue::Type::Object) {
        for (const base::JsonMember& member : node.value->members) {
            if (member.value.type == base::JsonValue::Type::String)
                request.headers.emplace_back(member.key, member.value.text);
            else
                faults.error({node.path + "/" + member.key, member.value.position},
                             "a header's value is a string");
        }
        return;
    }
    const std::string expected = "`headers`: expected an object or a list of [name, value] pairs";
    if (node.value->type != base::JsonValue::Type::Array) {
        faults.error(node.origin(), expected);
        return;
    }
    for (std::size_t i = 0; i < node.value->items.size(); ++i) {
        const JsonNode pair = node.at(i);
        const auto& items = pair.value->items;
        if (items.size() == 2 && items[0].type == base::JsonValue::Type::String &&
            items[1].type == base::JsonValue::Type::String)
            request.headers.emplace_back(items[0].text, items[1].text);
        else
            faults.error(pair.origin(), expected);
    }
}

void add_content_type(ScenarioRequest& request, std::string_view type) {
    for (const auto& [name, value] : request.headers)
        if (base::equals_ignoring_case(name, "content-type")) return;
    request.headers.emplace_back("Content-Type", type);
}

void read_content(ObjectReader& reader, ScenarioRequest& request) {
    const int given = reader.has("body") + reader.has("json") + reader.has("form");
    if (given > 1)
        reader.faults().error(reader.origin(), "give only one of `body`, `json` and `form`");
    if (reader.has("body")) request.body = reader.text("body", Presence::Optional);
    if (const JsonNode json = reader.child("json"); json.value) {
        request.body.emplace();
        *request.body = spaced_json(*json.value);
        add_content_type(request, "application/json");
    }
    if (const JsonNode form = reader.child("form"); form.value) {
        request.body.emplace();
        if (form.value->type != base::JsonValue::Type::Object)
            reader.faults().error(form.origin(), "`form`: expected an object of strings");
        for (const base::JsonMember& member : form.value->members) {
            if (!is_scalar(member.value))
                reader.faults().error({form.path + "/" + member.key, member.value.position},
                                      "a form field's value is a string");
            if (!request.body->empty()) *request.body += '&';
            *request.body += percent_encode_form(member.key) + "=" +
                             percent_encode_form(scalar_text(member.value));
        }
        add_content_type(request, "application/x-www-form-urlencoded");
    }
}

}  // namespace

ScenarioRequest read_request(FaultList& faults, const JsonNode& node) {
    ObjectReader reader(faults, node, keys_of("request"));
    ScenarioRequest request;
    request.origin = reader.origin();
    request.label = reader.text("label", Presence::Required);
    request.method = reader.text("method", Presence::Optional, "GET");
    request.path = reader.text("path", Presence::Required, "/");
    if (request.path.empty() || request.path[0] != '/')
        faults.error(reader.child("path").value ? reader.child("path").origin() : request.origin,
                     "`path` must begin with /");
    if (reader.has("query")) request.query = reader.text("query", Presence::Optional);
    if (const JsonNode headers = reader.child("headers"); headers.value)
        read_headers(faults, headers, request);
    if (const JsonNode token = reader.child("token"); token.value)
        request.headers.emplace_back("Authorization", "Bearer " + read_made_token(faults, token));
    read_content(reader, request);
    return request;
}

}  // namespace lesson
