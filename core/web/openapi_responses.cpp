// What a route answers, as the OpenAPI document says it. FastAPI openapi/utils.py.
#include <algorithm>
#include <array>

#include "http/status.h"
#include "web/jsonable.h"
#include "web/openapi_document.h"
#include "web/param_plan.h"
#include "web/web_state.h"

namespace web {

using lang::Class;
using lang::Completion;
using lang::Dict;
using lang::Value;
using lang::Vm;

namespace {

bool is_subclass(Vm& vm, const Value& cls, const Class* base) {
    const auto* own = cls.try_as<Class>();
    return own && base && vm.is_subclass(*own, *base);
}

int success_status(Vm& vm, const Route& route) {
    if (route.response.status_code) return *route.response.status_code;
    return is_subclass(vm, route.response.response_class, web_state(vm).redirect_response) ? 307
                                                                                           : 200;
}

std::string response_media_type(Vm& vm, const Route& route, Completion& outcome) {
    const Value& cls = route.response.response_class;
    if (cls.empty()) return "application/json";
    outcome = vm.get_attribute(cls, "media_type");
    if (!outcome.ok() || !lang::is_text(outcome.value())) return "";
    return std::string(lang::text_of(outcome.value()));
}

}  // namespace

// An item of the stream; of an event, what its data holds. OpenAPI 3.2 4.14.4.
Completion Document::stream_response(const Route& route, const Value& response) {
    Value item = dict();
    if (route.response.item_type) {
        AW_GUEST(item, schemas_.of_titled(*route.response.item_type,
                                          title_of("StreamItem_" + unique_id(route))));
    }
    const bool events = route.response.stream == StreamKind::Events;
    if (events) {
        static constexpr std::string_view kEvent =
            R"({"type":"object","properties":{"data":{"type":"string"},"event":{"type":"string"},)"
            R"("id":{"type":"string"},"retry":{"type":"integer","minimum":0}}})";
        std::optional<JsonFault> fault;
        AW_GUEST(Value event, json_value(vm_, kEvent, fault));
        if (route.response.item_type) {
            const Value data = find_key(find_key(event, "properties"), "data");
            put(data, "contentMediaType", text("application/json"));
            put(data, "contentSchema", std::move(item));
            put(event, "required", texts({"data"}));
        }
        item = std::move(event);
    }
    Value media = dict();
    put(media, "itemSchema", std::move(item));
    Value content = dict();
    put(content, events ? "text/event-stream" : "application/jsonl", std::move(media));
    put(response, "content", std::move(content));
    return Completion::none();
}

Completion Document::success_response(const Route& route, Value& out) {
    out = dict();
    put(out, "description",
        route.doc.response_description.empty() ? text("Successful Response")
                                               : route.doc.response_description);
    const int status = success_status(vm_, route);
    if (http::has_no_body(status) || status == 205) return Completion::none();
    if (route.response.stream == StreamKind::Lines || route.response.stream == StreamKind::Events)
        return stream_response(route, out);
    const Value& cls = route.response.response_class;
    Completion outcome = Completion::none();
    std::string media_type = response_media_type(vm_, route, outcome);
    if (!outcome.ok()) return outcome;
    Value schema = dict();
    if (!cls.empty() && !is_subclass(vm_, cls, web_state(vm_).json_response)) {
        put(schema, "type", text("string"));
    } else if (route.response.type) {
        AW_GUEST(schema, schemas_.of_titled(*route.response.type,
                                            title_of("Response_" + unique_id(route))));
    }
    Value media = dict();
    put(media, "schema", std::move(schema));
    if (media_type.empty()) return Completion::none();
    Value content = dict();
    put(content, media_type, std::move(media));
    put(out, "content", std::move(content));
    return Completion::none();
}

// The entries of `from` into `to`, dicts into dicts.
void merge_dicts(Vm& vm, const Value& to, const Value& from) {
    for (const lang::DictEntry& entry : from.as<Dict>()->entries) {
        if (entry.key.empty() || !lang::is_text(entry.key)) continue;
        const std::string key(lang::text_of(entry.key));
        const Value known = find_key(to, key);
        if (known.is(lang::Kind::Dict) && entry.value.is(lang::Kind::Dict))
            merge_dicts(vm, known, entry.value);
        else
            lang::dict_put(vm, *to.as<Dict>(), key, entry.value);
    }
}

static std::string default_description(const std::string& status) {
    static constexpr std::array<std::string_view, 5> kRanges{
        "Information", "Success", "Redirection", "Client Error", "Server Error"};
    if (status == "default") return "Default Response";
    if (status.size() == 3 && status.ends_with("XX") && status[0] >= '1' && status[0] <= '5')
        return std::string(kRanges[static_cast<std::size_t>(status[0] - '1')]);
    const std::string phrase(http::reason_phrase(std::atoi(status.c_str())));
    return phrase.empty() ? "Additional Response" : phrase;
}

// responses={404: {"model": Message}}: its schema, where the program has not written one.
Completion Document::response_model(const Route& route, const std::string& status,
                                    const Value& model, const Value& added) {
    FieldTypePtr type;
    AW_GUEST_DO(compile_type(vm_, model, {}, type));
    if (!type) return raise_invalid_field(vm_, model);
    AW_GUEST(const Value schema,
             schemas_.of_titled(*type, title_of("Response_" + status + "_" + unique_id(route))));
    Completion outcome = Completion::none();
    std::string media_type = response_media_type(vm_, route, outcome);
    if (!outcome.ok()) return outcome;
    if (media_type.empty()) media_type = "application/json";
    Value nested = added;
    for (const std::string_view key :
         {std::string_view("content"), std::string_view(media_type), std::string_view("schema")}) {
        if (find_key(nested, key).empty()) put(nested, key, dict());
        nested = find_key(nested, key);
    }
    if (nested.is(lang::Kind::Dict)) merge_dicts(vm_, nested, schema);
    return Completion::none();
}

Completion Document::add_one_response(const Route& route, const std::string& status,
                                      const Value& given, const Value& responses) {
    std::string key = status;
    std::transform(key.begin(), key.end(), key.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    if (key == "DEFAULT") key = "default";
    if (find_key(responses, key).empty()) put(responses, key, dict());
    const Value response = find_key(responses, key);
    const Value before = find_key(response, "description");
    Value added = dict();
    merge_dicts(vm_, added, given);
    std::array model{text("model"), Value::none()};
    AW_GUEST(const Value cls, vm_.call_method(added, "pop", model));
    if (!cls.is_none()) AW_GUEST_DO(response_model(route, status, cls, added));
    merge_dicts(vm_, response, added);
    if (find_key(given, "description").empty())
        put(response, "description", before.empty() ? text(default_description(key)) : before);
    return Completion::none();
}

Completion Document::add_more_responses(const Route& route, const Value& responses) {
    Value all = dict();  // by status as written: a later one takes the place of an earlier one
    for (Value more : route.doc.responses)
        if (more.is(lang::Kind::Dict))
            AW_GUEST_DO(vm_.call_method(all, "update", std::span<Value>(&more, 1)));
    for (const lang::DictEntry& entry : all.as<Dict>()->entries) {
        if (entry.key.empty() || !entry.value.is(lang::Kind::Dict)) continue;
        AW_GUEST(const Value key, vm_.str(entry.key));
        AW_GUEST_DO(
            add_one_response(route, std::string(lang::text_of(key)), entry.value, responses));
    }
    return Completion::none();
}

Completion Document::add_responses(const Route& route, const Needs& needs, const Value& operation) {
    Value responses = dict();
    Value success;
    AW_GUEST_DO(success_response(route, success));
    put(responses, std::to_string(success_status(vm_, route)), std::move(success));
    AW_GUEST_DO(add_more_responses(route, responses));
    const bool can_be_invalid = !needs.parameters.empty() || !needs.body.empty();
    if (can_be_invalid && find_key(responses, "422").empty() &&
        find_key(responses, "4XX").empty() && find_key(responses, "default").empty()) {
        Value media = dict();
        put(media, "schema", schemas_.reference("HTTPValidationError"));
        Value content = dict();
        put(content, "application/json", std::move(media));
        Value invalid = dict();
        put(invalid, "description", text("Validation Error"));
        put(invalid, "content", std::move(content));
        put(responses, "422", std::move(invalid));
        schemas_.add_validation_errors();
    }
    put(operation, "responses", std::move(responses));
    return Completion::none();
}

}  // namespace web
