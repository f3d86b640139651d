#include "web/url_object.h"

#include <array>
#include <charconv>

#include "base/text.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

// The attributes are plain slots, so that reading one runs nothing.
Value make_url(Vm& vm, std::string_view host, std::string_view path, std::string_view query) {
    Value made = lang::make_instance(vm, *web_state(vm).url);
    auto& url = *made.as<lang::Instance>();
    const auto write = [&](std::string_view name, std::string_view text) {
        lang::write_slot(vm, url, name, vm.heap().make_str(text));
    };
    std::string all = "http://" + std::string(host) + std::string(path);
    if (!query.empty()) all += "?" + std::string(query);
    write("_url", all);
    write("scheme", "http");
    write("netloc", host);
    write("path", path);
    write("query", query);
    write("fragment", "");
    const std::size_t colon = host.rfind(':');
    std::string_view name = host.substr(0, colon);
    int port = 0;
    if (colon != std::string_view::npos)
        std::from_chars(host.data() + colon + 1, host.data() + host.size(), port);
    write("hostname", base::to_lower_ascii(name));
    lang::write_slot(vm, url, "port", port > 0 ? Value::small(port) : Value::none());
    lang::write_slot(vm, url, "is_secure", Value::false_());
    return made;
}

std::string host_of(const http::Request& request) {
    const std::string* host = request.headers.get("host");
    return host ? base::latin1_to_utf8(*host) : "testserver";
}

Completion url_str(Vm& vm, Native&, CallArgs args) {
    return vm.get_attribute(args.positional[0], "_url");
}

Completion url_repr(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST(const Value text, url_str(vm, self, args));
    AW_GUEST(const Value shown, vm.repr(text));
    return vm.heap().make_str("URL(" + std::string(lang::text_of(shown)) + ")");
}

Completion url_eq(Vm& vm, Native& self, CallArgs args) {
    Value other;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"other", &other}}));
    AW_GUEST(const Value mine, vm.str(args.positional[0]));
    AW_GUEST(const Value theirs, vm.str(other));
    return Value::boolean(lang::text_of(mine) == lang::text_of(theirs));
}

// Address is a named tuple: host, port.
Completion as_tuple(Vm& vm, const Value& address) {
    AW_GUEST(const Value host, vm.get_attribute(address, "host"));
    AW_GUEST(const Value port, vm.get_attribute(address, "port"));
    return vm.heap().make_tuple(std::array{host, port});
}

Completion address_item(Vm& vm, Native& self, CallArgs args) {
    Value index;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"index", &index}}));
    AW_GUEST(const Value pair, as_tuple(vm, args.positional[0]));
    return vm.get_item(pair, index);
}

Completion address_iter(Vm& vm, Native&, CallArgs args) {
    AW_GUEST(const Value pair, as_tuple(vm, args.positional[0]));
    return vm.iterate(pair);
}

Completion address_repr(Vm& vm, Native&, CallArgs args) {
    AW_GUEST(const Value pair, as_tuple(vm, args.positional[0]));
    AW_GUEST(const Value host, vm.repr(pair.as<lang::Tuple>()->items[0]));
    AW_GUEST(const Value port, vm.repr(pair.as<lang::Tuple>()->items[1]));
    return vm.heap().make_str("Address(host=" + std::string(lang::text_of(host)) +
                              ", port=" + std::string(lang::text_of(port)) + ")");
}

}  // namespace

Value make_request_url(Vm& vm, const http::Request& request) {
    return make_url(vm, host_of(request), request.path, base::latin1_to_utf8(request.query));
}

Value make_base_url(Vm& vm, const http::Request& request) {
    return make_url(vm, host_of(request), "/", "");
}

Value make_address(Vm& vm, std::string_view host, int port) {
    Value made = lang::make_instance(vm, *web_state(vm).address);
    auto& address = *made.as<lang::Instance>();
    lang::write_slot(vm, address, "host", vm.heap().make_str(host));
    lang::write_slot(vm, address, "port", Value::small(port));
    return made;
}

void install_urls(Vm& vm, WebState& state) {
    constexpr std::string_view kModule = "starlette.datastructures";
    Class& url = lang::make_class(vm, "URL", {vm.classes.object}, kModule);
    lang::def(vm, url, "__str__", url_str);
    lang::def(vm, url, "__repr__", url_repr);
    lang::def(vm, url, "__eq__", url_eq);
    Class& address = lang::make_class(vm, "Address", {vm.classes.object}, kModule);
    lang::def(vm, address, "__getitem__", address_item);
    lang::def(vm, address, "__iter__", address_iter);
    lang::def(vm, address, "__repr__", address_repr);
    state.url = &url;
    state.address = &address;
}

}  // namespace web
