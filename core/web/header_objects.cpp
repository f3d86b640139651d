#include "web/header_objects.h"

#include <array>

#include "base/text.h"
#include "http/latin1.h"
#include "web/respond.h"
#include "web/response_objects.h"
#include "web/scope.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

// The fields of a request, of a response, or of a list of pairs that belongs to the program.
struct HeadersPayload : lang::Payload {
    std::shared_ptr<const http::Request> request;
    Value response;
    Value list;
    http::Headers read;  // what the list held when it was looked at last
    void visit(void (*each)(Value& value, void* context), void* context) override {
        each(response, context);
        each(list, context);
    }
    http::Headers* changeable() {
        if (!list.empty()) return &read;
        return request ? nullptr : &lang::payload_of<ResponsePayload>(response)->headers;
    }
    const http::Headers& headers() { return request ? request->headers : *changeable(); }
};

Completion not_headers(Vm& vm) { return vm.raise("TypeError", "a Headers object was expected"); }

Completion look(Vm& vm, HeadersPayload& payload) {
    if (payload.list.empty()) return Completion::none();
    payload.read = {};
    return read_header_pairs(vm, payload.list, payload.read);
}

// After a change: the program's list says the same again.
Completion write_back(Vm& vm, HeadersPayload& payload) {
    if (payload.list.empty()) return Completion::none();
    Value pairs = header_pairs(vm, payload.read);
    AW_GUEST_DO(vm.call_method(payload.list, "clear"));
    AW_GUEST_DO(vm.call_method(payload.list, "extend", std::span<Value>(&pairs, 1)));
    return Completion::none();
}

// Work grows with the number of fields: a request decides that, not the program.
#define AW_HEADERS(variable)                                                         \
    auto* variable##_payload = lang::payload_of<HeadersPayload>(args.positional[0]); \
    if (variable##_payload == nullptr) return not_headers(vm);                       \
    AW_GUEST_DO(look(vm, *variable##_payload));                                      \
    const http::Headers& variable = variable##_payload->headers();                   \
    if (!vm.charge(variable.size() / 16)) return vm.out_of_steps()

// Those that may be changed.
#define AW_MUTABLE_HEADERS(variable)                                                 \
    auto* variable##_payload = lang::payload_of<HeadersPayload>(args.positional[0]); \
    if (variable##_payload == nullptr || !variable##_payload->changeable())          \
        return not_headers(vm);                                                      \
    AW_GUEST_DO(look(vm, *variable##_payload));                                      \
    http::Headers& variable = *variable##_payload->changeable();                     \
    if (!vm.charge(variable.size() / 16)) return vm.out_of_steps()

Value latin1_value(Vm& vm, std::string_view latin1) {
    return vm.heap().make_str(base::latin1_to_utf8(latin1));
}
Value name_value(Vm& vm, std::string_view name) {
    return latin1_value(vm, base::to_lower_ascii(name));
}

const std::string* find_header(const http::Headers& headers, const Value& key) {
    if (!lang::is_text(key)) return nullptr;
    const auto name = http::utf8_to_latin1(lang::text_of(key));
    return name ? headers.get(*name) : nullptr;
}

// -- reading -------------------------------------------------------------------------------------

Completion headers_getitem(Vm& vm, Native& self, CallArgs args) {
    AW_HEADERS(headers);
    Value key;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"key", &key}}));
    if (const std::string* value = find_header(headers, key)) return latin1_value(vm, *value);
    return vm.raise(*vm.exception_class("KeyError"), std::span<Value>(&key, 1));
}

Completion headers_get(Vm& vm, Native& self, CallArgs args) {
    AW_HEADERS(headers);
    Value key;
    Value otherwise = Value::none();
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"key", &key}, {"default", &otherwise, lang::kOptional}}));
    const std::string* value = find_header(headers, key);
    return value ? latin1_value(vm, *value) : otherwise;
}

Completion headers_getlist(Vm& vm, Native& self, CallArgs args) {
    AW_HEADERS(headers);
    Value key;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"key", &key}}));
    std::vector<Value> values;
    if (lang::is_text(key))
        for (const std::string_view value : headers.get_all(lang::text_of(key)))
            values.push_back(latin1_value(vm, value));
    return vm.heap().make_list(values);
}

enum class HeaderPart : std::uint8_t { Names, Values, Pairs };

template <HeaderPart kPart>
Completion headers_list(Vm& vm, Native&, CallArgs args) {
    AW_HEADERS(headers);
    std::vector<Value> all;
    for (const http::HeaderField& field : headers) {
        std::array pair{name_value(vm, field.name), latin1_value(vm, field.value)};
        all.push_back(kPart == HeaderPart::Names    ? pair[0]
                      : kPart == HeaderPart::Values ? pair[1]
                                                    : vm.heap().make_tuple(pair));
    }
    return vm.heap().make_list(all);
}

Completion headers_iter(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST(const Value names, headers_list<HeaderPart::Names>(vm, self, args));
    return vm.iterate(names);
}

Completion headers_len(Vm& vm, Native&, CallArgs args) {
    AW_HEADERS(headers);
    return Value::small(static_cast<std::int64_t>(headers.size()));
}

Completion headers_contains(Vm& vm, Native& self, CallArgs args) {
    AW_HEADERS(headers);
    Value key;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"key", &key}}));
    return Value::boolean(find_header(headers, key) != nullptr);
}

Completion headers_raw(Vm& vm, Native&, CallArgs args) {
    AW_HEADERS(headers);
    return headers_payload->list.empty() ? header_pairs(vm, headers) : headers_payload->list;
}

// Headers({'host': 'testserver'}), or the raw list when a name comes twice.
Completion headers_repr(Vm& vm, Native& self, CallArgs args) {
    AW_HEADERS(headers);
    Value data = vm.heap().make_dict();
    for (const http::HeaderField& field : headers)
        lang::dict_put(vm, *data.as<lang::Dict>(),
                       base::latin1_to_utf8(base::to_lower_ascii(field.name)),
                       latin1_value(vm, field.value));
    const bool repeats = data.as<lang::Dict>()->used != headers.size();
    if (repeats) {
        AW_GUEST(data, headers_raw(vm, self, args));
    }
    AW_GUEST(const Value shown, vm.repr(data));
    return vm.heap().make_str(vm.class_of(args.positional[0]).name + (repeats ? "(raw=" : "(") +
                              std::string(lang::text_of(shown)) + ")");
}

// -- changing ------------------------------------------------------------------------------------

Completion headers_setitem(Vm& vm, Native& self, CallArgs args) {
    Value key, value;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"key", &key}, {"value", &value}}));
    std::string name, text;
    AW_GUEST_DO(header_bytes(vm, key, name));
    AW_GUEST_DO(header_bytes(vm, value, text));
    AW_MUTABLE_HEADERS(headers);
    headers.set(base::to_lower_ascii(name), text);
    return write_back(vm, *headers_payload);
}

Completion headers_delitem(Vm& vm, Native& self, CallArgs args) {
    Value key;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"key", &key}}));
    std::string name;
    AW_GUEST_DO(header_bytes(vm, key, name));
    AW_MUTABLE_HEADERS(headers);
    headers.remove(name);
    return write_back(vm, *headers_payload);
}

Completion headers_append(Vm& vm, Native& self, CallArgs args) {
    Value key, value;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"key", &key}, {"value", &value}}));
    std::string name, text;
    AW_GUEST_DO(header_bytes(vm, key, name));
    AW_GUEST_DO(header_bytes(vm, value, text));
    AW_MUTABLE_HEADERS(headers);
    headers.add(base::to_lower_ascii(name), text);
    return write_back(vm, *headers_payload);
}

Completion headers_setdefault(Vm& vm, Native& self, CallArgs args) {
    Value key, value;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"key", &key}, {"value", &value}}));
    AW_HEADERS(known);
    if (const std::string* present = find_header(known, key)) return latin1_value(vm, *present);
    AW_GUEST_DO(headers_append(vm, self, args));
    return value;
}

Completion headers_update(Vm& vm, Native& self, CallArgs args) {
    Value other;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"other", &other}}));
    AW_GUEST(const Value pairs, vm.call_method(other, "items"));
    AW_GUEST(const Value list, vm.to_list(pairs));
    for (const Value& pair : list.as<lang::List>()->items) {
        AW_GUEST(const Value name, vm.get_item(pair, Value::small(0)));
        AW_GUEST(const Value value, vm.get_item(pair, Value::small(1)));
        std::array arguments{args.positional[0], name, value};
        AW_GUEST_DO(headers_setitem(vm, self, {arguments, {}}));
    }
    return Completion::none();
}

Completion headers_vary(Vm& vm, Native& self, CallArgs args) {
    Value vary;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"vary", &vary}}));
    std::string text;
    AW_GUEST_DO(header_bytes(vm, vary, text));
    AW_MUTABLE_HEADERS(headers);
    add_vary(headers, text);
    return write_back(vm, *headers_payload);
}

Value make_headers(Vm& vm, Class& cls, std::unique_ptr<HeadersPayload> payload);

Completion headers_copy(Vm& vm, Native&, CallArgs args) {
    AW_HEADERS(headers);
    auto payload = std::make_unique<HeadersPayload>();
    payload->list = header_pairs(vm, headers);
    return make_headers(vm, *web_state(vm).mutable_headers, std::move(payload));
}

// -- made by the program -------------------------------------------------------------------------

Completion construct_headers(Vm& vm, Class& cls, CallArgs) {
    Value made = lang::make_instance(vm, cls);
    auto payload = std::make_unique<HeadersPayload>();
    payload->list = vm.heap().make_list();
    made.as<lang::Instance>()->payload = std::move(payload);
    return made;
}

// A mapping of texts as a list of pairs.
Completion pairs_of_mapping(Vm& vm, const Value& mapping, Value& out) {
    AW_GUEST(const Value items, vm.call_method(mapping, "items"));
    AW_GUEST(const Value list, vm.to_list(items));
    http::Headers headers;
    for (const Value& pair : list.as<lang::List>()->items) {
        AW_GUEST(const Value key, vm.get_item(pair, Value::small(0)));
        AW_GUEST(const Value value, vm.get_item(pair, Value::small(1)));
        std::string name, text;
        AW_GUEST_DO(header_bytes(vm, key, name));
        AW_GUEST_DO(header_bytes(vm, value, text));
        headers.add(name, text);
    }
    out = header_pairs(vm, headers);
    return Completion::none();
}

// Headers(mapping), Headers(raw=list), Headers(scope=scope).
Completion headers_init(Vm& vm, Native& self, CallArgs args) {
    auto* payload = lang::payload_of<HeadersPayload>(args.positional[0]);
    if (payload == nullptr) return not_headers(vm);
    Value mapping = Value::none();
    Value raw = Value::none();
    Value scope = Value::none();
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"headers", &mapping, lang::kOptional},
                            {"raw", &raw, lang::kOptional},
                            {"scope", &scope, lang::kOptional}}));
    if (!mapping.is_none()) return pairs_of_mapping(vm, mapping, payload->list);
    if (!raw.is_none()) payload->list = raw;
    if (scope.is_none()) return Completion::none();
    const Value key = vm.heap().make_ascii("headers");
    AW_GUEST(const Value pairs, vm.get_item(scope, key));
    AW_GUEST(payload->list, vm.to_list(pairs));
    AW_GUEST_DO(vm.set_item(scope, key, payload->list));
    return Completion::none();
}

Value make_headers(Vm& vm, Class& cls, std::unique_ptr<HeadersPayload> payload) {
    Value made = lang::make_instance(vm, cls);
    made.as<lang::Instance>()->payload = std::move(payload);
    return made;
}

}  // namespace

Completion header_bytes(Vm& vm, const Value& text, std::string& out) {
    if (!lang::is_text(text))
        return vm.raise("AttributeError",
                        "'" + vm.class_of(text).name + "' object has no attribute 'encode'");
    auto bytes = http::utf8_to_latin1(lang::text_of(text));
    if (!bytes) {
        Value codec = vm.heap().make_ascii("latin-1");
        return vm.call_method(text, "encode", std::span<Value>(&codec, 1));
    }
    out = std::move(*bytes);
    return Completion::none();
}

Value make_request_headers(Vm& vm, std::shared_ptr<const http::Request> request) {
    auto payload = std::make_unique<HeadersPayload>();
    payload->request = std::move(request);
    return make_headers(vm, *web_state(vm).headers, std::move(payload));
}

Value make_response_headers(Vm& vm, const Value& response) {
    AW_ASSERT(lang::payload_of<ResponsePayload>(response) != nullptr);
    auto payload = std::make_unique<HeadersPayload>();
    payload->response = response;
    return make_headers(vm, *web_state(vm).mutable_headers, std::move(payload));
}

void install_headers(Vm& vm, WebState& state) {
    constexpr std::string_view kModule = "starlette.datastructures";
    Class& cls = lang::make_class(vm, "Headers", {vm.classes.object}, kModule);
    cls.construct = construct_headers;
    lang::def(vm, cls, "__init__", headers_init);
    lang::def(vm, cls, "mutablecopy", headers_copy);
    lang::def(vm, cls, "__getitem__", headers_getitem);
    lang::def(vm, cls, "__iter__", headers_iter);
    lang::def(vm, cls, "__len__", headers_len);
    lang::def(vm, cls, "__contains__", headers_contains);
    lang::def(vm, cls, "__repr__", headers_repr);
    lang::def(vm, cls, "get", headers_get);
    lang::def(vm, cls, "getlist", headers_getlist);
    lang::def(vm, cls, "keys", headers_list<HeaderPart::Names>);
    lang::def(vm, cls, "values", headers_list<HeaderPart::Values>);
    lang::def(vm, cls, "items", headers_list<HeaderPart::Pairs>);
    lang::def_property(vm, cls, "raw", headers_raw);
    Class& changeable = lang::make_class(vm, "MutableHeaders", {&cls}, kModule);
    lang::def(vm, changeable, "__setitem__", headers_setitem);
    lang::def(vm, changeable, "__delitem__", headers_delitem);
    lang::def(vm, changeable, "setdefault", headers_setdefault);
    lang::def(vm, changeable, "append", headers_append);
    lang::def(vm, changeable, "update", headers_update);
    lang::def(vm, changeable, "add_vary_header", headers_vary);
    changeable.construct = construct_headers;
    state.headers = &cls;
    state.mutable_headers = &changeable;
}

}  // namespace web
