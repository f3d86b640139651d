#include "web/test_client.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "http/status.h"
#include "http/url.h"
#include "http/url_parts.h"
#include "lang/arguments.h"
#include "web/app.h"
#include "web/context.h"
#include "web/handle.h"
#include "web/middleware_objects.h"
#include "web/options.h"
#include "web/test_client_internal.h"
#include "web/url_object.h"
#include "web/web_app.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Instance;
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
    std::string root_path;
    std::unique_ptr<App> running;  // between __enter__ and __exit__
    void visit(void (*each)(Value& value, void* context), void* context) override {
        each(app, context);
    }
};

ClientPayload* client_of(CallArgs args) {
    return args.positional.empty() ? nullptr : lang::payload_of<ClientPayload>(args.positional[0]);
}

Completion no_client(Vm& vm) { return vm.raise("TypeError", "a TestClient was expected"); }

constexpr std::array<std::string_view, 11> kRequestNames{
    "params",     "headers", "cookies", "auth",  "follow_redirects", "timeout",
    "extensions", "json",    "data",    "files", "content",  // those with a body
};
constexpr std::size_t kNamesWithoutBody = 7;

// -- the response --------------------------------------------------------------------------------

// What Set-Cookie says goes into the client's cookies and into the response's.
Completion keep_cookies(Vm& vm, const Value& client, const http::Request& request,
                        const http::Response& answer, const Value& cookies) {
    AW_GUEST(const Value jar, cookies_of(vm, client));
    const std::string* host = request.headers.get("host");
    for (const std::string_view field : answer.headers.get_all("set-cookie"))
        for (const Value& keeper : {jar, cookies}) {
            std::array arguments{vm.heap().make_str(base::latin1_to_utf8(field)),
                                 vm.heap().make_str(host ? *host : ""),
                                 vm.heap().make_str(request.path)};
            AW_GUEST_DO(vm.call_method(keeper, "_keep", arguments));
        }
    return Completion::none();
}

// An instance of a class of httpx.
Completion make_one(Vm& vm, std::string_view name, std::span<Value> arguments) {
    AW_GUEST(const Value httpx, vm.import_module("httpx"));
    AW_GUEST(const Value cls, vm.get_attribute(httpx, name));
    return vm.call(cls, arguments);
}

Completion make_headers(Vm& vm, const http::Headers& headers) {
    std::vector<Value> pairs;
    for (const http::HeaderField& field : headers)
        pairs.push_back(vm.heap().make_tuple(
            std::array{vm.heap().make_str(base::latin1_to_utf8(field.name)),
                       vm.heap().make_str(base::latin1_to_utf8(field.value))}));
    Value list = vm.heap().make_list(pairs);
    return make_one(vm, "Headers", std::span<Value>(&list, 1));
}

Completion make_sent_request(Vm& vm, const http::Request& request) {
    AW_GUEST(const Value headers, make_headers(vm, request.headers));
    std::array arguments{vm.heap().make_str(request.method), make_request_url(vm, request), headers,
                         vm.heap().make_bytes(request.body)};
    return make_one(vm, "Request", arguments);
}

// The time that httpx measures: always the same here.
Completion make_elapsed(Vm& vm) {
    AW_GUEST(const Value module, vm.import_module("datetime"));
    AW_GUEST(const Value cls, vm.get_attribute(module, "timedelta"));
    constexpr int kMicroseconds = 1000;
    std::array arguments{Value::small(0), Value::small(0), Value::small(kMicroseconds)};
    return vm.call(cls, arguments);
}

// As httpx reads it.
std::string client_body(const http::Response& answer) {
    const std::string* encoding = answer.headers.get("content-encoding");
    return encoding && *encoding == "gzip" ? ungzip_stored(answer.body) : answer.body;
}

Completion make_client_response(Vm& vm, const Value& client, const http::Request& request,
                                const http::Response& answer, const Value& history) {
    AW_GUEST(const Value made, make_one(vm, "Response", {}));
    AW_GUEST(const Value cookies, make_one(vm, "Cookies", {}));
    AW_GUEST_DO(keep_cookies(vm, client, request, answer, cookies));
    AW_GUEST(const Value headers, make_headers(vm, answer.headers));
    AW_GUEST(const Value sent, make_sent_request(vm, request));
    AW_GUEST(const Value elapsed, make_elapsed(vm));
    auto& instance = *made.as<Instance>();
    const auto write = [&](std::string_view name, Value value) {
        lang::write_slot(vm, instance, name, std::move(value));
    };
    write("status_code", Value::small(answer.status));
    write("reason_phrase", vm.heap().make_str(http::reason_phrase(answer.status)));
    const std::string body = client_body(answer);
    write("content", vm.heap().make_bytes(body));
    write("text", vm.heap().make_str(http::decode_utf8_replacing(body)));
    write("url", make_request_url(vm, request));
    write("cookies", cookies);
    write("history", vm.heap().make_list(history.as<lang::List>()->items));
    write("headers", headers);
    write("request", sent);
    write("elapsed", elapsed);
    return made;
}

// -- sending -------------------------------------------------------------------------------------

// One request, answered; an exception that nobody handled is raised here.
Completion send_one(Vm& vm, const ClientPayload& client, const http::Request& given,
                    http::Response& out) {
    const Value app = client.app;
    WebApp web{vm, app, *lang::payload_of<RouterObject>(app)};
    http::Request rooted = given;
    rooted.root_path = client.root_path;
    if (!web.router.root_path.empty())
        rooted.root_path = rooted.app_root_path = web.router.root_path;
    const http::Request& request = rooted;
    const CopiedContext context(vm);
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
    AW_GUEST_DO(build_request(vm, client, method, url, payload.base, given, request));
    const Value history = vm.heap().make_list();
    for (int hops = 0; hops <= kMostRedirects; ++hops) {
        http::Response answer;
        AW_GUEST_DO(send_one(vm, payload, request, answer));
        const bool goes_on = follows && answer.status >= 300 && answer.status < 400 &&
                             answer.headers.contains("location");
        http::Request next = goes_on ? redirected(request, answer) : http::Request{};
        AW_GUEST(Value made, make_client_response(vm, client, request, answer, history));
        if (!goes_on) return made;
        if (!lang::grow_list(vm, *history.as<lang::List>(), std::move(made)))
            return lang::list_failure(vm);
        request = std::move(next);
        request.headers.remove("cookie");
        AW_GUEST_DO(add_cookies(vm, client, {}, request));
    }
    return vm.raise("RuntimeError", "Exceeded maximum allowed redirects.");
}

Completion refuse_body(Vm& vm, const Native& self, CallArgs args) {
    const auto names = std::span<const std::string_view>(kRequestNames).subspan(kNamesWithoutBody);
    for (const lang::Keyword& keyword : args.keywords)
        if (std::find(names.begin(), names.end(), keyword.name) != names.end())
            return vm.raise("TypeError", "Client." + std::string(self.name) +
                                             "() got an unexpected keyword argument '" +
                                             std::string(keyword.name) + "'");
    return Completion::none();
}

// The native's name in upper case is the method: get, post ...
Completion client_method(Vm& vm, Native& self, CallArgs args) {
    static constexpr std::array<std::string_view, 1> kUrl{"url"};
    if (client_of(args) == nullptr) return no_client(vm);
    // httpx: without a body these methods do not take one.
    const bool has_body = self.name == "post" || self.name == "put" || self.name == "patch";
    if (!has_body) AW_GUEST_DO(refuse_body(vm, self, args));
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

// with client.stream("GET", "/x") as response.
Completion client_stream(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST(Value response, client_request(vm, self, args));
    return make_one(vm, "_Stream", std::span<Value>(&response, 1));
}

// -- the client ----------------------------------------------------------------------------------

// client.headers and client.cookies.
Completion make_client_state(Vm& vm, Instance& client, const Options& given) {
    const std::pair<std::string_view, std::string_view> kinds[] = {{"headers", "Headers"},
                                                                   {"cookies", "Cookies"}};
    for (const auto& [name, cls] : kinds) {
        Value begin = given.get(name).empty() ? Value::none() : given.get(name);
        AW_GUEST(Value kept, make_one(vm, cls, std::span<Value>(&begin, 1)));
        lang::write_slot(vm, client, name, std::move(kept));
    }
    return Completion::none();
}

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
    payload->root_path = given.text("root_path").value_or("");
    payload->raises = given.flag("raise_server_exceptions", true);
    payload->follows = given.flag("follow_redirects", true);
    AW_GUEST_DO(make_client_state(vm, *instance, given));
    lang::write_slot(vm, *instance, "app", payload->app);
    lang::write_slot(vm, *instance, "base_url", make_url(vm, payload->base));
    instance->payload = std::move(payload);
    return Completion::none();
}

Completion client_enter(Vm& vm, Native&, CallArgs args) {
    ClientPayload* client = client_of(args);
    if (client == nullptr) return no_client(vm);
    const Value app = client->app;
    auto& router = *lang::payload_of<RouterObject>(app);
    auto running = std::make_unique<App>(std::make_shared<WebApp>(WebApp{vm, app, router}));
    AW_GUEST_DO(start_program(running->web()));
    client_of(args)->running = std::move(running);
    return args.positional[0];
}

Completion client_exit(Vm& vm, Native&, CallArgs args) {
    ClientPayload* client = client_of(args);
    if (client == nullptr) return no_client(vm);
    const std::unique_ptr<App> running = std::move(client->running);
    if (running) AW_GUEST_DO(stop_program(running->web()));
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
    lang::def(vm, client, "stream", client_stream);
    lang::def(vm, client, "websocket_connect", socket_refused);
    lang::def(vm, client, "__enter__", client_enter);
    lang::def(vm, client, "__exit__", client_exit);
    state.test_client = &client;
}

void load_test_client(Vm& vm, lang::Module& module) {
    lang::set(vm, module, "TestClient", lang::class_value(*web_state(vm).test_client));
}

}  // namespace web
