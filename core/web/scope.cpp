#include "web/scope.h"

#include <array>

#include "base/text.h"
#include "lang/arguments.h"

namespace web {

using lang::Completion;
using lang::Value;
using lang::Vm;

namespace {

constexpr int kHttpPort = 80;

Completion text_entry(Vm& vm, const Value& scope, std::string_view key, std::string& out) {
    AW_GUEST(const Value value, vm.get_item(scope, vm.heap().make_ascii(key)));
    if (!lang::is_text(value))
        return vm.raise("TypeError", "scope[\"" + std::string(key) + "\"] must be str, not " +
                                         vm.class_of(value).name);
    out = lang::text_of(value);
    return Completion::none();
}

// An entry that need not be there: str or bytes.
Completion optional_entry(Vm& vm, const Value& scope, std::string_view key, std::string& out) {
    Value name = vm.heap().make_ascii(key);
    AW_GUEST(const Value value, vm.call_method(scope, "get", std::span<Value>(&name, 1)));
    if (lang::is_text(value)) out = lang::text_of(value);
    if (const auto* bytes = value.try_as<lang::Bytes>()) out = bytes->view();
    return Completion::none();
}

Completion read_client(Vm& vm, const Value& scope, http::Request& out) {
    Value name = vm.heap().make_ascii("client");
    AW_GUEST(const Value client, vm.call_method(scope, "get", std::span<Value>(&name, 1)));
    out.has_client = !client.is_none();
    if (!out.has_client) return Completion::none();
    AW_GUEST(const Value host, vm.get_item(client, Value::small(0)));
    AW_GUEST(const Value port, vm.get_item(client, Value::small(1)));
    if (lang::is_text(host)) out.client_host = lang::text_of(host);
    if (port.is_small()) out.client_port = static_cast<int>(port.as_small());
    return Completion::none();
}

Completion as_bytes(Vm& vm, const Value& value, std::string& out) {
    const auto* bytes = value.try_as<lang::Bytes>();
    if (bytes == nullptr)
        return vm.raise("TypeError",
                        "a bytes-like object is required, not '" + vm.class_of(value).name + "'");
    out = bytes->view();
    return Completion::none();
}

}  // namespace

Value header_pairs(Vm& vm, const http::Headers& headers) {
    std::vector<Value> pairs;
    for (const http::HeaderField& field : headers)
        pairs.push_back(
            vm.heap().make_tuple(std::array{vm.heap().make_bytes(base::to_lower_ascii(field.name)),
                                            vm.heap().make_bytes(field.value)}));
    return vm.heap().make_list(pairs);
}

Completion read_header_pairs(Vm& vm, const Value& pairs, http::Headers& out) {
    AW_GUEST(const Value list, vm.to_list(pairs));
    for (std::size_t i = 0; i < list.as<lang::List>()->items.size(); ++i) {
        if (!vm.charge(1)) return vm.out_of_steps();
        const Value pair = list.as<lang::List>()->items[i];
        AW_GUEST(const Value name, vm.get_item(pair, Value::small(0)));
        AW_GUEST(const Value value, vm.get_item(pair, Value::small(1)));
        std::string name_bytes;
        std::string value_bytes;
        AW_GUEST_DO(as_bytes(vm, name, name_bytes));
        AW_GUEST_DO(as_bytes(vm, value, value_bytes));
        out.add(name_bytes, value_bytes);
    }
    return Completion::none();
}

Value make_scope(Vm& vm, const http::Request& request) {
    lang::Heap& heap = vm.heap();
    Value scope = heap.make_dict();
    const auto put = [&](std::string_view name, Value value) {
        lang::dict_put(vm, *scope.as<lang::Dict>(), name, std::move(value));
    };
    put("type", heap.make_ascii("http"));
    put("http_version", heap.make_str(request.http_version));
    put("method", heap.make_str(request.method));
    put("path", heap.make_str(request.path));
    put("raw_path", heap.make_bytes(request.raw_path));
    put("root_path", heap.make_str(request.root_path));
    put("scheme", heap.make_str(request.scheme));
    put("query_string", heap.make_bytes(request.query));
    put("headers", header_pairs(vm, request.headers));
    put("client", request.has_client
                      ? heap.make_tuple(std::array{heap.make_str(request.client_host),
                                                   Value::small(request.client_port)})
                      : Value::none());
    put("server",
        heap.make_tuple(std::array{heap.make_ascii("testserver"), Value::small(kHttpPort)}));
    return scope;
}

Completion read_scope(Vm& vm, const Value& scope, http::Request& out) {
    AW_GUEST_DO(text_entry(vm, scope, "method", out.method));
    AW_GUEST_DO(text_entry(vm, scope, "path", out.path));
    AW_GUEST_DO(optional_entry(vm, scope, "raw_path", out.raw_path));
    AW_GUEST_DO(optional_entry(vm, scope, "root_path", out.root_path));
    AW_GUEST_DO(optional_entry(vm, scope, "query_string", out.query));
    AW_GUEST_DO(optional_entry(vm, scope, "scheme", out.scheme));
    AW_GUEST_DO(optional_entry(vm, scope, "http_version", out.http_version));
    AW_GUEST_DO(read_client(vm, scope, out));
    out.has_query = !out.query.empty();
    out.target = out.raw_path + (out.has_query ? "?" + out.query : "");
    AW_GUEST(const Value headers, vm.get_item(scope, vm.heap().make_ascii("headers")));
    return read_header_pairs(vm, headers, out.headers);
}

}  // namespace web
