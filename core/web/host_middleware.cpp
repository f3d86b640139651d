// TrustedHostMiddleware and HTTPSRedirectMiddleware: what the Host header and the scheme decide.
// Starlette middleware/trustedhost.py, httpsredirect.py.
#include <algorithm>

#include "base/text.h"
#include "http/url.h"
#include "http/url_parts.h"
#include "lang/arguments.h"
#include "web/middleware.h"
#include "web/middleware_objects.h"
#include "web/respond.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Completion;
using lang::Instance;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

void redirect_to(Exchange& exchange, const http::UrlParts& url) {
    exchange.response = {};
    exchange.response.status = 307;
    finish_headers(exchange.response, "");
    exchange.response.headers.add("location",
                                  http::quote(http::join_url(url), ":/%#?=@[]!$&'()*+,;"));
    exchange.sent = true;
}

void refuse_host(Exchange& exchange) {
    exchange.response = plain_response(400, "Invalid host header");
    exchange.sent = true;
}

struct TrustedHostPayload : MiddlewarePayload {
    std::vector<std::string> hosts;
    bool any = false;
    bool www_redirect = true;
    Completion run(Exchange& exchange, const Next& next) override;
};

Completion TrustedHostPayload::run(Exchange& exchange, const Next& next) {
    if (any) return next.run(exchange);
    const std::string* field = exchange.request.headers.get("host");
    const auto header = field ? http::parse_host_header(*field) : std::nullopt;
    if (header) {
        const std::string host = base::to_lower_ascii(header->host);
        bool found_www = false;
        for (const std::string& pattern : hosts) {
            if (host == pattern || (pattern.starts_with('*') && host.ends_with(pattern.substr(1))))
                return next.run(exchange);
            found_www = found_www || "www." + host == pattern;
        }
        if (found_www && www_redirect) {
            http::UrlParts url = http::url_of(exchange.request);
            url.netloc = "www." + url.netloc;
            redirect_to(exchange, url);
            return Completion::none();
        }
    }
    refuse_host(exchange);
    return Completion::none();
}

Completion check_host_patterns(Vm& vm, const std::vector<std::string>& hosts) {
    for (const std::string& host : hosts)
        if (host.find('*', 1) != std::string::npos ||
            (host.starts_with('*') && host != "*" && !host.starts_with("*.")))
            return vm.raise("AssertionError",
                            "Domain wildcard patterns must be like '*.example.com'.");
    return Completion::none();
}

Completion trusted_host_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "TrustedHostMiddleware");
    Value app;
    Value hosts = Value::none();
    Value www_redirect = Value::true_();
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"app", &app},
                            {"allowed_hosts", &hosts, lang::kOptional},
                            {"www_redirect", &www_redirect, lang::kOptional}}));
    auto payload = std::make_unique<TrustedHostPayload>();
    AW_GUEST_DO(texts_of(vm, hosts, payload->hosts));
    AW_GUEST_DO(check_host_patterns(vm, payload->hosts));
    for (std::string& host : payload->hosts) {
        host = base::to_lower_ascii(host);
        payload->any = payload->any || host == "*";
    }
    payload->any = payload->any || hosts.is_none();
    payload->www_redirect = www_redirect.is_true();
    lang::write_slot(vm, *instance, "app", app);
    instance->payload = std::move(payload);
    return Completion::none();
}

struct HttpsRedirectPayload : MiddlewarePayload {
    Completion run(Exchange& exchange, const Next& next) override {
        if (exchange.request.scheme != "http") return next.run(exchange);
        http::UrlParts url = http::url_of(exchange.request);
        const int port = http::split_authority(url.netloc).port.value_or(0);
        if (port == 80 || port == 443) url.netloc = http::host_name(url.netloc);
        url.scheme = "https";
        redirect_to(exchange, url);
        return Completion::none();
    }
};

Completion https_redirect_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "HTTPSRedirectMiddleware");
    Value app;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"app", &app}}));
    lang::write_slot(vm, *instance, "app", app);
    instance->payload = std::make_unique<HttpsRedirectPayload>();
    return Completion::none();
}

}  // namespace

void install_host_rules(Vm& vm, WebState& state) {
    state.trusted_host_middleware = &add_middleware_class(
        vm, "TrustedHostMiddleware", "starlette.middleware.trustedhost", trusted_host_init);
    state.https_redirect_middleware = &add_middleware_class(
        vm, "HTTPSRedirectMiddleware", "starlette.middleware.httpsredirect", https_redirect_init);
}

}  // namespace web
