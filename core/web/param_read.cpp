#include "web/param_read.h"

#include <algorithm>

#include "base/text.h"
#include "lang/dict.h"
#include "web/multidict_objects.h"
#include "web/param_model.h"
#include "web/record.h"

namespace web {

using lang::Completion;
using lang::Value;
using lang::Vm;

namespace {

// -- what stands in the request ------------------------------------------------------------------

Value last_of(Vm& vm, const http::Pairs& pairs, std::string_view name) {
    for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair)
        if (pair->first == name) return vm.heap().make_str(pair->second);
    return {};
}

Value all_of(Vm& vm, const http::Pairs& pairs, std::string_view name) {
    std::vector<Value> found;
    for (const auto& [key, value] : pairs)
        if (key == name) found.push_back(vm.heap().make_str(value));
    return found.empty() ? Value() : vm.heap().make_list(found);
}

Value header_value(Vm& vm, const http::Headers& headers, const ParameterPlan& parameter) {
    if (!parameter.is_sequence) {
        const std::string* field = headers.get(parameter.alias);
        return field ? vm.heap().make_str(base::latin1_to_utf8(*field)) : Value();
    }
    std::vector<Value> found;
    for (const std::string_view field : headers.get_all(parameter.alias))
        found.push_back(vm.heap().make_str(base::latin1_to_utf8(field)));
    return found.empty() ? Value() : vm.heap().make_list(found);
}

Value path_value(const Exchange& exchange, std::string_view name) {
    const std::vector<std::string>& names = exchange.route->plan.path_names;
    for (std::size_t i = 0; i < exchange.path_values.size(); ++i)
        if (names[i] == name) return exchange.path_values[i];
    return {};
}

Value value_in_pairs(Vm& vm, const http::Pairs& pairs, const ParameterPlan& parameter) {
    return parameter.is_sequence ? all_of(vm, pairs, parameter.alias)
                                 : last_of(vm, pairs, parameter.alias);
}

Value value_in_request(Exchange& exchange, const ParameterPlan& parameter) {
    Vm& vm = exchange.vm;
    switch (parameter.in) {
        case ParamIn::Path: return path_value(exchange, parameter.alias);
        case ParamIn::Query: return value_in_pairs(vm, exchange.query_pairs(), parameter);
        case ParamIn::Header: return header_value(vm, exchange.request.headers, parameter);
        case ParamIn::Cookie: return value_in_pairs(vm, exchange.cookie_pairs(), parameter);
        case ParamIn::Body:
        case ParamIn::Form:
        case ParamIn::File: return {};
    }
    return {};
}

// bytes, list[bytes], bytes | None.
bool holds_bytes(const FieldType& type) {
    return type.kind == TypeKind::Bytes ||
           std::any_of(type.items.begin(), type.items.end(),
                       [](const FieldTypePtr& item) { return holds_bytes(*item); });
}

// A parameter declared as bytes gets a file's content, others the UploadFile.
Value value_of_field(Vm& vm, const http::FormField& field, const ParameterPlan& parameter) {
    if (field.is_file && parameter.in == ParamIn::File && holds_bytes(*parameter.type))
        return vm.heap().make_bytes(field.value);
    return form_value(vm, field);
}

// An empty text counts as missing.
Value value_in_form(Exchange& exchange, const ParameterPlan& parameter) {
    Vm& vm = exchange.vm;
    std::vector<Value> found;
    for (const http::FormField& field : exchange.body.form)
        if (field.name == parameter.alias) found.push_back(value_of_field(vm, field, parameter));
    if (found.empty()) return {};
    if (parameter.is_sequence) return vm.heap().make_list(found);
    const Value& last = found.back();
    return lang::is_text(last) && lang::text_of(last).empty() ? Value() : last;
}

// -- defaults ------------------------------------------------------------------------------------

// copy.deepcopy for what people write as defaults; other objects are shared.
Completion copied_default(Vm& vm, const Value& value, int depth = 0) {
    constexpr int kMaxDepth = 50;
    constexpr std::uint64_t kStepsPerItem = 10;
    const auto* list = value.try_as<lang::List>();
    const auto* dict = value.try_as<lang::Dict>();
    if (depth > kMaxDepth || (!list && !dict)) return value;
    const std::size_t size = list ? list->items.size() : dict->entries.size();
    if (!vm.charge(kStepsPerItem * (size + 1))) return vm.out_of_steps();
    if (!vm.has_room(size * sizeof(lang::DictEntry))) return vm.out_of_memory();
    if (dict) {
        Value copy = lang::dict_copy(vm, *dict);
        for (lang::DictEntry& entry : copy.as<lang::Dict>()->entries) {
            if (entry.key.empty()) continue;
            AW_GUEST(entry.value, copied_default(vm, entry.value, depth + 1));
        }
        return copy;
    }
    std::vector<Value> items(size);
    for (std::size_t i = 0; i < size; ++i) {
        AW_GUEST(items[i], copied_default(vm, list->items[i], depth + 1));
    }
    return vm.heap().make_list(items);
}

Completion default_of(Vm& vm, const ParameterPlan& parameter) {
    if (!parameter.default_factory.empty()) return vm.call(parameter.default_factory);
    return copied_default(vm, parameter.default_value);
}

// -- validation ----------------------------------------------------------------------------------

// `found` empty: the request did not have it. A default is handed over as it is, not validated.
Completion settle(Exchange& exchange, const ParameterPlan& parameter, const Value& found,
                  Value& out) {
    Vm& vm = exchange.vm;
    static const Loc whole_body{std::string("body")};
    const bool whole = parameter.in == ParamIn::Body && !exchange.route->plan.embed_body;
    const Loc& loc = whole ? whole_body : parameter.loc;
    if (!found.empty()) {
        AW_GUEST(out, validate(vm, *parameter.type, found, loc, exchange.errors));
        return Completion::none();
    }
    if (parameter.required()) {
        exchange.errors.push_back(missing_error(loc, Value::none()));
        return Completion::none();
    }
    AW_GUEST(out, default_of(vm, parameter));
    return Completion::none();
}

Completion read_model_parameter(Exchange& exchange, const ParameterPlan& parameter, Value& out) {
    const std::size_t before = exchange.errors.size();
    AW_GUEST(const Value found, model_in_request(exchange, parameter));
    AW_GUEST_DO(settle(exchange, parameter, found, out));
    if (parameter.in == ParamIn::Header) name_headers(parameter, before, exchange.errors);
    note_parameter(exchange, parameter, found, !out.empty());
    return Completion::none();
}

Completion settle_and_note(Exchange& exchange, const ParameterPlan& parameter, const Value& found,
                           Value& out) {
    Completion settled = settle(exchange, parameter, found, out);
    if (settled.ok()) note_parameter(exchange, parameter, found, !out.empty());
    return settled;
}

Completion read_json_parameter(Exchange& exchange, const ParameterPlan& parameter, Value& out) {
    Value found = exchange.body.value;
    if (exchange.route->plan.embed_body && !found.empty()) {
        const auto* object = found.try_as<lang::Dict>();
        if (!object) {
            exchange.errors.push_back(missing_error(parameter.loc, Value::none()));
            note_parameter(exchange, parameter, {}, false);
            return Completion::none();
        }
        found = lang::dict_find(*object, parameter.alias);
    }
    return settle_and_note(exchange, parameter, found, out);
}

}  // namespace

Completion read_request_parameter(Exchange& exchange, const ParameterPlan& parameter, Value& out) {
    if (parameter.is_model) return read_model_parameter(exchange, parameter, out);
    return settle_and_note(exchange, parameter, value_in_request(exchange, parameter), out);
}

Completion read_body_parameter(Exchange& exchange, const ParameterPlan& parameter, Value& out) {
    if (exchange.route->plan.body_kind == BodyKind::Json)
        return read_json_parameter(exchange, parameter, out);
    if (parameter.is_model) return read_model_parameter(exchange, parameter, out);
    if (parameter.is_form)
        return settle_and_note(exchange, parameter, form_in_request(exchange), out);
    return settle_and_note(exchange, parameter, value_in_form(exchange, parameter), out);
}

Completion convert_path(Exchange& exchange) {
    Vm& vm = exchange.vm;
    exchange.path_values.clear();
    std::size_t index = 0;
    for (const PathPattern::Piece& piece : exchange.route->pattern.pieces) {
        if (!piece.is_parameter) continue;
        Value text = vm.heap().make_str(exchange.captures[index++]);
        std::span<Value> argument(&text, 1);
        switch (piece.convertor) {
            case Convertor::Str:
            case Convertor::Path: break;
            case Convertor::Int: {
                AW_GUEST(text, vm.call(lang::class_value(*vm.classes.int_), argument));
                break;
            }
            case Convertor::Float: {
                AW_GUEST(text, vm.call(lang::class_value(*vm.classes.float_), argument));
                break;
            }
            case Convertor::Uuid: {
                AW_GUEST(const Value module, vm.import_module("uuid"));
                AW_GUEST(const Value uuid, vm.get_attribute(module, "UUID"));
                AW_GUEST(text, vm.call(uuid, argument));
                break;
            }
        }
        exchange.path_values.push_back(std::move(text));
    }
    return Completion::none();
}

}  // namespace web
