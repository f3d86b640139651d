#include "web/request_file.h"

#include "auth/base64.h"
#include "base/text.h"

namespace web {

using base::Error;
using base::JsonValue;
using base::Result;

namespace {

constexpr std::string_view kKnownKeys[] = {"method", "path",     "query", "headers",
                                           "body",   "body_b64", "note"};

Error file_fault(const std::string& where, std::string message, const JsonValue& at) {
    return {where, std::move(message), at.position};
}

Result<std::string> read_text_member(const JsonValue& request, std::string_view key,
                                     const std::string& where, std::string_view otherwise) {
    const JsonValue* value = request.find(key);
    if (!value) return std::string(otherwise);
    if (value->type != JsonValue::Type::String)
        return file_fault(where + "/" + std::string(key), "expected a string", *value);
    return value->text;
}

Result<http::Headers> read_headers(const JsonValue& request, const std::string& where) {
    http::Headers headers;
    const JsonValue* list = request.find("headers");
    if (!list) return headers;
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const JsonValue& pair = list->items[i];
        const bool good = pair.items.size() == 2 && pair.items[0].type == JsonValue::Type::String &&
                          pair.items[1].type == JsonValue::Type::String;
        if (!good)
            return file_fault(where + "/headers/" + std::to_string(i),
                              "expected a list of two strings: name and value", pair);
        headers.add(pair.items[0].text, pair.items[1].text);
    }
    if (list->type != JsonValue::Type::Array)
        return file_fault(where + "/headers", "expected a list of [name, value]", *list);
    return headers;
}

Result<std::string> read_file_body(const JsonValue& request, const std::string& where) {
    const JsonValue* encoded = request.find("body_b64");
    if (!encoded) return read_text_member(request, "body", where, "");
    AW_TRY(const std::string text, read_text_member(request, "body_b64", where, ""));
    Result<std::string> bytes = auth::base64_decode_strict(text);
    if (!bytes.ok())
        return file_fault(where + "/body_b64", "not base64: " + bytes.error().message, *encoded);
    return std::move(bytes).value();
}

Result<base::Nothing> check_keys(const JsonValue& request, const std::string& where) {
    for (const base::JsonMember& member : request.members) {
        bool known = false;
        for (const std::string_view key : kKnownKeys) known = known || key == member.key;
        if (!known)
            return Error{where + "/" + member.key, "unknown key \"" + member.key + "\"",
                         member.key_position};
    }
    return base::Nothing{};
}

Result<http::Request> read_request(const JsonValue& json, const std::string& where) {
    if (json.type != JsonValue::Type::Object) return file_fault(where, "expected an object", json);
    AW_TRY([[maybe_unused]] const auto checked, check_keys(json, where));
    if (!json.find("path")) return file_fault(where, "\"path\" is missing", json);
    AW_TRY(const std::string method, read_text_member(json, "method", where, "GET"));
    AW_TRY(std::string target, read_text_member(json, "path", where, ""));
    AW_TRY(const std::string query, read_text_member(json, "query", where, ""));
    if (!target.starts_with('/')) return file_fault(where + "/path", "must start with \"/\"", json);
    if (json.find("query")) target += "?" + query;
    http::Request request = http::make_request(method, target);
    AW_TRY(request.headers, read_headers(json, where));
    AW_TRY(request.body, read_file_body(json, where));
    http::add_default_headers(request);
    return request;
}

std::string answer_as_json(const http::Response& response) {
    std::string out = "{\"status\":" + std::to_string(response.status) + ",\"headers\":[";
    bool first = true;
    for (const http::HeaderField& field : response.headers) {
        if (!first) out += ",";
        first = false;
        out += "[" + base::json_quote(base::to_lower_ascii(base::latin1_to_utf8(field.name))) +
               "," + base::json_quote(base::latin1_to_utf8(field.value)) + "]";
    }
    const bool text = base::is_utf8(response.body);
    out += text ? "],\"body\":" + base::json_quote(response.body)
                : "],\"body_b64\":" + base::json_quote(auth::base64_encode(response.body));
    return out + "}";
}

}  // namespace

Result<std::vector<http::Request>> read_requests(const JsonValue& json) {
    if (json.type != JsonValue::Type::Array)
        return file_fault("", "expected a list of requests", json);
    std::vector<http::Request> requests;
    for (std::size_t i = 0; i < json.items.size(); ++i) {
        AW_TRY(http::Request request, read_request(json.items[i], "/" + std::to_string(i)));
        requests.push_back(std::move(request));
    }
    return requests;
}

Answers run_requests(App& app, const std::vector<http::Request>& requests) {
    Answers answers;
    const lang::Vm& vm = vm_of(app);
    answers.log = start(app);
    for (const http::Request& request : requests) {
        if (vm.stopped()) break;
        Reply reply = handle(app, request);
        answers.log += reply.traceback;
        if (!reply.stopped) answers.responses.push_back(std::move(reply.response));
    }
    if (!vm.stopped()) answers.log += shut_down(app);
    answers.stopped = vm.stopped().has_value();
    return answers;
}

std::string answers_json(const std::vector<http::Response>& responses) {
    std::string out = "[";
    for (const http::Response& response : responses)
        out += (out.size() > 1 ? ",\n" : "") + answer_as_json(response);
    return out + "]";
}

std::string load_error_json(const Loading& loading) {
    return "{\"load_error\":{\"type\":" + base::json_quote(loading.type) +
           ",\"message\":" + base::json_quote(loading.message) + "}}";
}

}  // namespace web
