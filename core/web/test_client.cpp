#include "web/test_client.h"

#include <array>

#include "auth/base64.h"
#include "base/text.h"
#include "http/cookies.h"
#include "http/status.h"
#include "http/url.h"
#include "http/url_parts.h"
#include "lang/arguments.h"
#include "web/app.h"
#include "web/handle.h"
#include "web/header_objects.h"
#include "web/jsonable.h"
#include "web/options.h"
#include "web/web_app.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Dict;
using lang::Instance;
using lang::Keyword;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

constexpr int kMostRedirects = 20;

struct ClientPayload : lang::Payload {
    Value app;  // the FastAPI object
    http::UrlParts base;
    bool raises = true;
    bool follows = true;
    std::unique_ptr<App> running;  // between __enter__ and __exit__
    void visit(void (*each)(Value& value, void* context), void* context) override {
        each(app, context);
    }
};

ClientPayload* client_of(CallArgs args) {
    return args.positional.empty() ? nullptr : lang::payload_of<ClientPayload>(args.positional[0]);
}

Completion no_client(Vm& vm) { return vm.raise("TypeError", "a TestClient was expected"); }

constexpr std::array<std::string_view, 10> kRequestNames{
    "params",           "json",    "data",      "content", "headers", "cookies", "auth",
    "follow_redirects", "timeout", "extensions"};

// -- the request ---------------------------------------------------------------------------------

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

Completion read_client_body(Vm& vm, const Options& given, http::Request& request) {
    if (!given.given("json").empty()) {
        AW_GUEST_DO(dump_json(vm, given.given("json"), request.body));
        request.headers.set_default("content-type", "application/json");
    } else if (const Value& data = given.given("data"); !data.empty()) {
        if (lang::is_text(data) || data.is(lang::Kind::Bytes))
            return text_or_bytes(vm, data, request.body);
        http::Pairs pairs;
        AW_GUEST_DO(read_pairs(vm, data, pairs));
        request.body = form_text(pairs);
        request.headers.set_default("content-type", "application/x-www-form-urlencoded");
    } else if (!given.given("content").empty()) {
        return text_or_bytes(vm, given.given("content"), request.body);
    }
    return Completion::none();
}

Completion add_headers(Vm& vm, const Value& given, http::Headers& out) {
    http::Pairs pairs;
    AW_GUEST_DO(read_pairs(vm, given, pairs));
    for (const auto& [name, value] : pairs) {
        std::string bytes;
        AW_GUEST_DO(header_bytes(vm, vm.heap().make_str(value), bytes));
        out.set(base::to_lower_ascii(name), bytes);
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
    out.set_default("authorization", "Basic " + auth::base64_encode(user + ":" + secret));
    return Completion::none();
}

// Those of the client and those of this request.
Completion add_cookies(Vm& vm, const Value& client, const Value& given, http::Headers& out) {
    http::Pairs pairs;
    AW_GUEST(const Value jar, vm.get_attribute(client, "cookies"));
    AW_GUEST_DO(read_pairs(vm, jar, pairs));
    AW_GUEST_DO(read_pairs(vm, given, pairs));
    std::string field;
    for (const auto& [name, value] : pairs)
        field += (field.empty() ? "" : "; ") + name + "=" + value;
    if (!field.empty()) out.set_default("cookie", field);
    return Completion::none();
}

Completion build_request(Vm& vm, const Value& client, const std::string& method,
                         const std::string& url, const Options& given, http::Request& out) {
    const ClientPayload& payload = *lang::payload_of<ClientPayload>(client);
    http::UrlParts parts = http::split_url(url);
    std::string target = parts.netloc.empty() ? payload.base.path + parts.path : parts.path;
    if (!target.starts_with('/')) target = "/" + target;
    target = http::quote(target, "/%:@!$&'()*+,;=~");
    http::Pairs params;
    AW_GUEST_DO(read_pairs(vm, given.given("params"), params));
    const std::string query = params.empty() ? parts.query : form_text(params);
    if (!query.empty()) target += "?" + http::quote(query, "=&%+/:?@!$'()*,;~");
    out = http::make_request(method, target);
    out.scheme = parts.scheme.empty() ? payload.base.scheme : parts.scheme;
    AW_GUEST(const Value headers, vm.get_attribute(client, "headers"));
    AW_GUEST_DO(add_headers(vm, headers, out.headers));
    AW_GUEST_DO(add_headers(vm, given.given("headers"), out.headers));
    out.headers.set_default("host", parts.netloc.empty() ? payload.base.netloc : parts.netloc);
    AW_GUEST_DO(add_auth(vm, given.given("auth"), out.headers));
    AW_GUEST_DO(read_client_body(vm, given, out));
    AW_GUEST_DO(add_cookies(vm, client, given.given("cookies"), out.headers));
    http::add_default_headers(out);
    return Completion::none();
}

// -- the response --------------------------------------------------------------------------------

// What Set-Cookie says goes into the client's cookies and into the response's.
Completion keep_cookies(Vm& vm, const Value& client, const http::Response& answer,
                        const Value& cookies) {
    AW_GUEST(const Value jar, vm.get_attribute(client, "cookies"));
    for (const std::string_view field : answer.headers.get_all("set-cookie")) {
        const std::string_view pair = field.substr(0, field.find(';'));
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos) continue;
        const Value name = vm.heap().make_str(base::latin1_to_utf8(pair.substr(0, equals)));
        const Value value = vm.heap().make_str(base::latin1_to_utf8(pair.substr(equals + 1)));
        const std::string rest = base::to_lower_ascii(field.substr(pair.size()));
        if (rest.find("max-age=0") != std::string::npos ||
            rest.find("expires=thu, 01 jan 1970") != std::string::npos) {
            std::array arguments{name, Value::none()};
            AW_GUEST_DO(vm.call_method(jar, "pop", arguments));
            continue;
        }
        AW_GUEST_DO(vm.set_item(jar, name, value));
        AW_GUEST_DO(vm.set_item(cookies, name, value));
    }
    return Completion::none();
}

Completion make_client_response(Vm& vm, const Value& client, const http::Request& request,
                                http::Response answer, const Value& history) {
    Value made = lang::make_instance(vm, *web_state(vm).client_response);
    auto& instance = *made.as<Instance>();
    const auto write = [&](std::string_view name, Value value) {
        lang::write_slot(vm, instance, name, std::move(value));
    };
    const Value cookies = vm.heap().make_dict();
    AW_GUEST_DO(keep_cookies(vm, client, answer, cookies));
    write("status_code", Value::small(answer.status));
    write("reason_phrase", vm.heap().make_str(http::reason_phrase(answer.status)));
    write("content", vm.heap().make_bytes(answer.body));
    write("text", vm.heap().make_str(http::decode_utf8_replacing(answer.body)));
    write("url", vm.heap().make_str(http::join_url(http::url_of(request))));
    write("cookies", cookies);
    write("history", history);
    auto carried = std::make_shared<http::Request>();
    carried->headers = answer.headers;
    write("headers", make_request_headers(vm, carried));
    const bool success = answer.status >= 200 && answer.status < 300;
    write("is_success", Value::boolean(success));
    write("is_redirect", Value::boolean(answer.status >= 300 && answer.status < 400 &&
                                        answer.headers.contains("location")));
    write("is_client_error", Value::boolean(answer.status >= 400 && answer.status < 500));
    write("is_server_error", Value::boolean(answer.status >= 500));
    write("is_error", Value::boolean(answer.status >= 400));
    return made;
}

Completion response_json(Vm& vm, Native&, CallArgs args) {
    AW_GUEST(Value text, vm.get_attribute(args.positional[0], "text"));
    AW_GUEST(const Value json, vm.import_module("json"));
    return vm.call_method(json, "loads", std::span<Value>(&text, 1));
}

Completion response_raise(Vm& vm, Native&, CallArgs args) {
    AW_GUEST(const Value error, vm.get_attribute(args.positional[0], "is_error"));
    if (!error.is_true()) return args.positional[0];
    AW_GUEST(const Value status, vm.get_attribute(args.positional[0], "status_code"));
    AW_GUEST(const Value shown, vm.str(status));
    return vm.raise("RuntimeError", "HTTP status " + std::string(lang::text_of(shown)));
}

Completion response_repr(Vm& vm, Native&, CallArgs args) {
    AW_GUEST(const Value status, vm.get_attribute(args.positional[0], "status_code"));
    AW_GUEST(const Value phrase, vm.get_attribute(args.positional[0], "reason_phrase"));
    AW_GUEST(const Value number, vm.str(status));
    AW_GUEST(const Value words, vm.str(phrase));
    return vm.heap().make_str("<Response [" + std::string(lang::text_of(number)) + " " +
                              std::string(lang::text_of(words)) + "]>");
}

// -- sending -------------------------------------------------------------------------------------

// One request, answered; an exception that nobody handled is raised here.
Completion send_one(Vm& vm, const ClientPayload& client, const http::Request& request,
                    http::Response& out) {
    const Value app = client.app;
    WebApp web{vm, app, *lang::payload_of<RouterObject>(app)};
    Exchange exchange{vm, web, request};
    exchange.is_inner = true;
    Completion outcome = answer_exchange(exchange);
    if (outcome.stopped() || (outcome.raised() && client.raises)) return outcome;
    out = std::move(exchange.response);
    if (request.method == "HEAD") out.body.clear();
    return Completion::none();
}

// The request that a redirect asks for. RFC 9110 15.4.
http::Request redirected(const http::Request& request, const http::Response& answer) {
    const http::UrlParts to = http::split_url(*answer.headers.get("location"));
    const bool keeps = answer.status == 307 || answer.status == 308 || request.method == "HEAD";
    http::Request next = http::make_request(keeps ? request.method : "GET",
                                            to.path + (to.query.empty() ? "" : "?" + to.query));
    next.headers = request.headers;
    next.scheme = to.scheme.empty() ? request.scheme : to.scheme;
    if (!to.netloc.empty()) next.headers.set("host", to.netloc);
    if (keeps) next.body = request.body;
    if (!keeps) next.headers.remove("content-length");
    if (!keeps) next.headers.remove("content-type");
    return next;
}

Completion send_request(Vm& vm, const Value& client, const std::string& method,
                        const std::string& url, const Options& given) {
    ClientPayload& payload = *lang::payload_of<ClientPayload>(client);
    const bool follows = given.flag("follow_redirects", payload.follows);
    http::Request request;
    AW_GUEST_DO(build_request(vm, client, method, url, given, request));
    const Value history = vm.heap().make_list();
    for (int hops = 0; hops <= kMostRedirects; ++hops) {
        http::Response answer;
        AW_GUEST_DO(send_one(vm, payload, request, answer));
        const bool goes_on = follows && answer.status >= 300 && answer.status < 400 &&
                             answer.headers.contains("location");
        http::Request next = goes_on ? redirected(request, answer) : http::Request{};
        AW_GUEST(Value made, make_client_response(vm, client, request, std::move(answer), history));
        if (!goes_on) return made;
        if (!lang::grow_list(vm, *history.as<lang::List>(), std::move(made)))
            return lang::list_failure(vm);
        request = std::move(next);
        request.headers.remove("cookie");
        AW_GUEST_DO(add_cookies(vm, client, {}, request.headers));
    }
    return vm.raise("RuntimeError", "Exceeded maximum allowed redirects.");
}

// The native's name in upper case is the method: get, post ...
Completion client_method(Vm& vm, Native& self, CallArgs args) {
    static constexpr std::array<std::string_view, 1> kUrl{"url"};
    if (client_of(args) == nullptr) return no_client(vm);
    Options given;
    AW_GUEST_DO(Options::read(vm, self, lang::without_self(args), kUrl, kRequestNames,
                              Unknown::Refuse, given));
    AW_GUEST(const Value url, vm.str(given.get("url").empty() ? Value::none() : given.get("url")));
    std::string method;
    for (const char c : self.name) method += static_cast<char>(c - 'a' + 'A');
    return send_request(vm, args.positional[0], method, std::string(lang::text_of(url)), given);
}

Completion client_request(Vm& vm, Native& self, CallArgs args) {
    static constexpr std::array<std::string_view, 2> kPositional{"method", "url"};
    if (client_of(args) == nullptr) return no_client(vm);
    Options given;
    AW_GUEST_DO(Options::read(vm, self, lang::without_self(args), kPositional, kRequestNames,
                              Unknown::Refuse, given));
    AW_GUEST(const Value url, vm.str(given.get("url").empty() ? Value::none() : given.get("url")));
    std::string method = given.text("method").value_or("GET");
    for (char& c : method)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    return send_request(vm, args.positional[0], method, std::string(lang::text_of(url)), given);
}

// -- the client ----------------------------------------------------------------------------------

Completion client_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "TestClient");
    static constexpr std::array<std::string_view, 2> kPositional{"app", "base_url"};
    static constexpr std::array<std::string_view, 8> kKeywords{"raise_server_exceptions",
                                                               "root_path",
                                                               "backend",
                                                               "backend_options",
                                                               "cookies",
                                                               "headers",
                                                               "client",
                                                               "follow_redirects"};
    Options given;
    AW_GUEST_DO(Options::read(vm, self, lang::without_self(args), kPositional, kKeywords,
                              Unknown::Refuse, given));
    if (lang::payload_of<RouterObject>(given.get("app")) == nullptr)
        return vm.raise("TypeError", "TestClient() needs a FastAPI object");
    auto payload = std::make_unique<ClientPayload>();
    payload->app = given.get("app");
    payload->base = http::split_url(given.text("base_url").value_or("http://testserver"));
    while (payload->base.path.ends_with('/')) payload->base.path.pop_back();
    payload->raises = given.flag("raise_server_exceptions", true);
    payload->follows = given.flag("follow_redirects", true);
    for (const std::string_view name : {"headers", "cookies"}) {
        Value kept = vm.heap().make_dict();
        http::Pairs pairs;
        AW_GUEST_DO(read_pairs(vm, given.given(name), pairs));
        for (const auto& [key, value] : pairs)
            lang::dict_put(vm, *kept.as<Dict>(), key, vm.heap().make_str(value));
        lang::write_slot(vm, *instance, name, std::move(kept));
    }
    lang::write_slot(vm, *instance, "app", payload->app);
    instance->payload = std::move(payload);
    return Completion::none();
}

Completion client_enter(Vm& vm, Native&, CallArgs args) {
    ClientPayload* client = client_of(args);
    if (client == nullptr) return no_client(vm);
    const Value app = client->app;
    auto& router = *lang::payload_of<RouterObject>(app);
    auto running = std::make_unique<App>(std::make_shared<WebApp>(WebApp{vm, app, router}));
    const std::string failure = start(*running);
    if (!failure.empty()) return vm.raise("RuntimeError", failure);
    client_of(args)->running = std::move(running);
    return args.positional[0];
}

Completion client_exit(Vm& vm, Native&, CallArgs args) {
    ClientPayload* client = client_of(args);
    if (client == nullptr) return no_client(vm);
    const std::unique_ptr<App> running = std::move(client->running);
    const std::string failure = running ? shut_down(*running) : "";
    if (!failure.empty()) return vm.raise("RuntimeError", failure);
    return Value::false_();
}

Completion socket_refused(Vm& vm, Native&, CallArgs) {
    return vm.raise("NotImplementedError", "WebSockets are not offered here");
}

}  // namespace

void install_test_client(Vm& vm, WebState& state) {
    Class& client = lang::make_class(vm, "TestClient", {vm.classes.object}, "starlette.testclient");
    lang::def(vm, client, "__init__", client_init);
    for (const std::string_view method :
         {"get", "post", "put", "patch", "delete", "options", "head"})
        lang::def(vm, client, method, client_method);
    lang::def(vm, client, "request", client_request);
    lang::def(vm, client, "websocket_connect", socket_refused);
    lang::def(vm, client, "__enter__", client_enter);
    lang::def(vm, client, "__exit__", client_exit);
    Class& response = lang::make_class(vm, "Response", {vm.classes.object}, "httpx");
    lang::def(vm, response, "json", response_json);
    lang::def(vm, response, "raise_for_status", response_raise);
    lang::def(vm, response, "__repr__", response_repr);
    state.test_client = &client;
    state.client_response = &response;
}

void load_test_client(Vm& vm, lang::Module& module) {
    lang::set(vm, module, "TestClient", lang::class_value(*web_state(vm).test_client));
}

}  // namespace web
