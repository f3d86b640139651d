// The requests of a TestClient, in httpx's words: parameters, bodies, headers, cookies.
#include <array>

#include "auth/base64.h"
#include "base/text.h"
#include "http/url.h"
#include "http/url_parts.h"
#include "lang/arguments.h"
#include "web/header_objects.h"
#include "web/jsonable.h"
#include "web/test_client_internal.h"

namespace web {

using lang::Completion;
using lang::Value;
using lang::Vm;

namespace {

std::string form_text(const http::Pairs& pairs) {
    std::string out;
    for (const auto& [name, value] : pairs)
        out += (out.empty() ? "" : "&") + http::quote_plus(name) + "=" + http::quote_plus(value);
    return out;
}

Completion text_or_bytes(Vm& vm, const Value& given, std::string& out) {
    if (const auto* bytes = given.try_as<lang::Bytes>()) {
        out = bytes->view();
    } else {
        AW_GUEST(const Value text, vm.str(given));
        out = lang::text_of(text);
    }
    return Completion::none();
}

// The headers that a body brings along, in httpx's order.
void describe_body(http::Request& request, std::string_view media_type) {
    if (!request.body.empty() && !request.headers.contains("transfer-encoding"))
        request.headers.set_default("content-length", std::to_string(request.body.size()));
    if (!media_type.empty()) request.headers.set_default("content-type", media_type);
}

// data= and files= as multipart/form-data.
Completion read_files(Vm& vm, const Options& given, http::Request& request) {
    AW_GUEST(const Value httpx, vm.import_module("httpx"));
    std::array arguments{given.get("data").empty() ? Value::none() : given.get("data"),
                         given.given("files")};
    AW_GUEST(const Value made, vm.call_method(httpx, "_multipart", arguments));
    AW_GUEST(const Value body, vm.get_item(made, Value::small(0)));
    AW_GUEST(const Value boundary, vm.get_item(made, Value::small(1)));
    AW_GUEST_DO(text_or_bytes(vm, body, request.body));
    describe_body(request, "multipart/form-data; boundary=" + std::string(lang::text_of(boundary)));
    return Completion::none();
}

Completion read_body(Vm& vm, const Options& given, http::Request& request) {
    AW_GUEST(const Value has_files,
             given.given("files").empty() ? Value::false_() : vm.truth(given.given("files")));
    if (has_files.is_true()) return read_files(vm, given, request);
    const Value& data = given.given("data");
    const bool raw = lang::is_text(data) || data.is(lang::Kind::Bytes);
    if (raw || !given.given("content").empty()) {
        AW_GUEST_DO(text_or_bytes(vm, raw ? data : given.given("content"), request.body));
        describe_body(request, "");
        return Completion::none();
    }
    AW_GUEST(const Value has_data, data.empty() ? Value::false_() : vm.truth(data));
    if (has_data.is_true()) {
        http::Pairs pairs;
        AW_GUEST_DO(read_pairs(vm, data, pairs));
        request.body = form_text(pairs);
        describe_body(request, "application/x-www-form-urlencoded");
    } else if (!given.given("json").empty()) {
        AW_GUEST_DO(dump_json(vm, given.given("json"), request.body));
        describe_body(request, "application/json");
    }
    return Completion::none();
}

Completion add_headers(Vm& vm, const Value& given, http::Headers& out) {
    http::Pairs pairs;
    AW_GUEST_DO(read_pairs(vm, given, pairs));
    for (const auto& [name, value] : pairs) out.remove(name);
    for (const auto& [name, value] : pairs) {
        std::string bytes;
        AW_GUEST_DO(header_bytes(vm, vm.heap().make_str(value), bytes));
        out.add(base::to_lower_ascii(name), bytes);
    }
    return Completion::none();
}

// auth=("name", "password"): HTTP Basic.
Completion add_auth(Vm& vm, const Value& given, http::Headers& out) {
    if (given.empty()) return Completion::none();
    AW_GUEST(const Value name, vm.get_item(given, Value::small(0)));
    AW_GUEST(const Value password, vm.get_item(given, Value::small(1)));
    std::string user, secret;
    AW_GUEST_DO(text_or_bytes(vm, name, user));
    AW_GUEST_DO(text_or_bytes(vm, password, secret));
    out.set("authorization", "Basic " + auth::base64_encode(user + ":" + secret));
    return Completion::none();
}

// What httpx puts in front of the headers that it was given.
void finish_client_headers(http::Request& request, bool moves_host) {
    http::Headers all;
    if (moves_host) {
        all.add("host", *request.headers.get("host"));
        request.headers.remove("host");
    }
    const bool takes_body =
        request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
    if (takes_body && !request.headers.contains("content-length") &&
        !request.headers.contains("transfer-encoding"))
        all.add("content-length", "0");
    for (const http::HeaderField& field : request.headers) all.add(field.name, field.value);
    request.headers = std::move(all);
}

}  // namespace

// The pairs of a mapping, or of a list of pairs, as texts. A list as value gives several.
Completion read_pairs(Vm& vm, const Value& given, http::Pairs& out) {
    if (given.empty()) return Completion::none();
    Value items = given;
    if (!vm.find_in_class(vm.class_of(given), "items").empty()) {
        AW_GUEST(items, vm.call_method(given, "items"));
    }
    AW_GUEST(const Value list, vm.to_list(items));
    for (const Value& pair : list.as<lang::List>()->items) {
        AW_GUEST(const Value key, vm.get_item(pair, Value::small(0)));
        AW_GUEST(const Value value, vm.get_item(pair, Value::small(1)));
        AW_GUEST(const Value name, vm.str(key));
        std::vector<Value> values;
        if (value.is(lang::Kind::List) || value.is(lang::Kind::Tuple)) {
            AW_GUEST_DO(items_of(vm, value, values));
        } else {
            values.push_back(value);
        }
        for (const Value& one : values) {
            Value text = one.is_none()   ? vm.heap().make_ascii("")
                         : one.is_bool() ? vm.heap().make_ascii(one.is_true() ? "true" : "false")
                                         : one;
            AW_GUEST(text, vm.str(text));
            out.emplace_back(lang::text_of(name), lang::text_of(text));
        }
    }
    return Completion::none();
}

// The client's own; a dict that the program put there becomes one.
Completion cookies_of(Vm& vm, const Value& client) {
    AW_GUEST(const Value httpx, vm.import_module("httpx"));
    AW_GUEST(const Value cls, vm.get_attribute(httpx, "Cookies"));
    AW_GUEST(Value jar, vm.get_attribute(client, "cookies"));
    if (vm.is_instance_of(jar, *cls.as<lang::Class>())) return jar;
    AW_GUEST(jar, vm.call(cls, std::span<Value>(&jar, 1)));
    lang::write_slot(vm, *client.as<lang::Instance>(), "cookies", jar);
    return jar;
}

Completion add_cookies(Vm& vm, const Value& client, const Value& given, http::Request& out) {
    AW_GUEST(Value jar, cookies_of(vm, client));
    if (!given.empty()) {
        AW_GUEST(jar, vm.call(lang::class_value(vm.class_of(jar)), std::span<Value>(&jar, 1)));
        Value more = given;
        AW_GUEST_DO(vm.call_method(jar, "update", std::span<Value>(&more, 1)));
    }
    const std::string* host = out.headers.get("host");
    std::array arguments{vm.heap().make_str(out.scheme), vm.heap().make_str(host ? *host : ""),
                         vm.heap().make_str(out.path)};
    AW_GUEST(const Value field, vm.call_method(jar, "_field", arguments));
    std::string bytes;
    AW_GUEST_DO(header_bytes(vm, field, bytes));
    if (!bytes.empty()) out.headers.set_default("cookie", bytes);
    return Completion::none();
}

Completion build_request(Vm& vm, const Value& client, const std::string& method,
                         const std::string& url, const http::UrlParts& base, const Options& given,
                         http::Request& out) {
    http::UrlParts parts = http::split_url(url);
    std::string target = parts.netloc.empty() ? base.path + parts.path : parts.path;
    if (!target.starts_with('/')) target = "/" + target;
    target = http::quote(target, "/%:@!$&'()*+,;=~");
    http::Pairs params;
    AW_GUEST_DO(read_pairs(vm, given.given("params"), params));
    const std::string query = params.empty() ? parts.query : form_text(params);
    if (!query.empty()) target += "?" + http::quote(query, "=&%+/:?@!$'()*,;~");
    out = http::make_request(method, target);
    out.scheme = parts.scheme.empty() ? base.scheme : parts.scheme;
    // What httpx on Python 3.14 reads.
    out.headers = {{"accept", "*/*"},
                   {"accept-encoding", "gzip, deflate, zstd"},
                   {"connection", "keep-alive"}};
    AW_GUEST(const Value headers, vm.get_attribute(client, "headers"));
    AW_GUEST_DO(add_headers(vm, headers, out.headers));
    out.headers.set_default("user-agent", "testclient");
    AW_GUEST_DO(add_headers(vm, given.given("headers"), out.headers));
    const bool moves_host = !out.headers.contains("host");
    out.headers.set_default("host", parts.netloc.empty() ? base.netloc : parts.netloc);
    AW_GUEST_DO(add_cookies(vm, client, given.given("cookies"), out));
    AW_GUEST_DO(read_body(vm, given, out));
    finish_client_headers(out, moves_host);
    AW_GUEST_DO(add_auth(vm, given.given("auth"), out.headers));
    return Completion::none();
}

}  // namespace web
