// SessionMiddleware: request.session, a dict that travels in a signed cookie. Whoever has the
// cookie can read it; only the server can write it. Starlette middleware/sessions.py.
#include "auth/base64.h"
#include "auth/signed_value.h"
#include "lang/arguments.h"
#include "web/middleware.h"
#include "web/middleware_objects.h"
#include "web/request_object.h"
#include "web/respond.h"
#include "web/session.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Completion;
using lang::Instance;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

constexpr std::int64_t kTwoWeeks_s = std::int64_t{14} * 24 * 60 * 60;

struct SessionMiddlewarePayload : MiddlewarePayload {
    std::string secret, cookie, path, flags;
    std::optional<std::int64_t> max_age_s;
    Completion run(Exchange& exchange, const Next& next) override;

  private:
    Completion load(Exchange& exchange, Value& session, bool& was_empty) const;
    Completion save(Exchange& exchange, const Value& session, bool was_empty) const;
};

Completion call_json(Vm& vm, std::string_view function, Value argument, Value& out) {
    AW_GUEST(const Value json, vm.import_module("json"));
    AW_GUEST(out, vm.call_method(json, function, std::span<Value>(&argument, 1)));
    return Completion::none();
}

// What the cookie says; an empty session when there is none, it was tampered with or is too old.
Completion SessionMiddlewarePayload::load(Exchange& exchange, Value& session,
                                          bool& was_empty) const {
    Vm& vm = exchange.vm;
    Value data = vm.heap().make_dict();
    for (const auto& [name, value] : exchange.cookie_pairs()) {
        if (name != cookie) continue;
        const auto signed_text = auth::unsign_value(value, secret, vm.clock().now_s(), max_age_s);
        const auto json = signed_text ? auth::base64_decode(*signed_text)
                                      : base::Result<std::string>(std::string());
        was_empty = !signed_text.has_value();
        if (signed_text && json.ok())
            AW_GUEST_DO(call_json(vm, "loads", vm.heap().make_bytes(*json), data));
    }
    session = make_session(vm, data);
    return Completion::none();
}

Completion SessionMiddlewarePayload::save(Exchange& exchange, const Value& session,
                                          bool was_empty) const {
    Vm& vm = exchange.vm;
    const SessionFlags used = flags_of(session);
    if (used.accessed) add_vary(exchange.response.headers, "Cookie");
    AW_GUEST(const Value filled, vm.truth(session));
    std::string field = cookie + "=";
    if (used.modified && filled.is_true()) {
        Value json;
        AW_GUEST_DO(call_json(vm, "dumps", session, json));
        field +=
            auth::sign_value(auth::base64_encode(lang::text_of(json)), secret, vm.clock().now_s());
        field += "; path=" + path + "; ";
        if (max_age_s) field += "Max-Age=" + std::to_string(*max_age_s) + "; ";
    } else if (used.modified && !was_empty) {
        field += "null; path=" + path + "; expires=Thu, 01 Jan 1970 00:00:00 GMT; ";
    } else {
        return Completion::none();
    }
    exchange.response.headers.add("set-cookie", field + flags);
    return Completion::none();
}

Completion SessionMiddlewarePayload::run(Exchange& exchange, const Next& next) {
    Vm& vm = exchange.vm;
    bool was_empty = true;
    Value session;
    AW_GUEST_DO(load(exchange, session, was_empty));
    AW_GUEST(const Value scope, scope_of(vm, exchange.request_value()));
    AW_GUEST_DO(vm.set_item(scope, vm.heap().make_ascii("session"), session));
    Completion outcome = next.run(exchange);
    if (!outcome.ok() && !exchange.sent) return outcome;
    AW_GUEST(const Value at_end, vm.get_item(scope, vm.heap().make_ascii("session")));
    AW_GUEST_DO(save(exchange, at_end, was_empty));
    return outcome;
}

struct SessionArguments {
    Value app, secret, cookie, max_age = Value::small(kTwoWeeks_s), path, same_site;
    Value https_only = Value::false_(), domain = Value::none(), partitioned = Value::false_();
};

Completion fill_session(Vm& vm, const SessionArguments& given, SessionMiddlewarePayload& out) {
    AW_GUEST(const Value secret, vm.str(given.secret));
    AW_GUEST(const Value cookie, vm.str(given.cookie));
    AW_GUEST(const Value path, vm.str(given.path));
    AW_GUEST(const Value same_site, vm.str(given.same_site));
    AW_GUEST(const Value https_only, vm.truth(given.https_only));
    AW_GUEST(const Value partitioned, vm.truth(given.partitioned));
    out.secret = lang::text_of(secret);
    out.cookie = lang::text_of(cookie);
    out.path = lang::text_of(path);
    out.flags = "httponly; samesite=" + std::string(lang::text_of(same_site));
    if (https_only.is_true()) out.flags += "; secure";
    if (!given.domain.is_none()) {
        AW_GUEST(const Value domain, vm.str(given.domain));
        out.flags += "; domain=" + std::string(lang::text_of(domain));
    }
    if (partitioned.is_true()) out.flags += "; partitioned";
    if (given.max_age.is_small()) out.max_age_s = given.max_age.as_small();
    return Completion::none();
}

Completion session_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "SessionMiddleware");
    SessionArguments given;
    given.cookie = vm.heap().make_ascii("session");
    given.path = vm.heap().make_ascii("/");
    given.same_site = vm.heap().make_ascii("lax");
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"app", &given.app},
                            {"secret_key", &given.secret},
                            {"session_cookie", &given.cookie, lang::kOptional},
                            {"max_age", &given.max_age, lang::kOptional},
                            {"path", &given.path, lang::kOptional},
                            {"same_site", &given.same_site, lang::kOptional},
                            {"https_only", &given.https_only, lang::kOptional},
                            {"domain", &given.domain, lang::kOptional},
                            {"partitioned", &given.partitioned, lang::kOptional}}));
    auto payload = std::make_unique<SessionMiddlewarePayload>();
    AW_GUEST_DO(fill_session(vm, given, *payload));
    lang::write_slot(vm, *instance, "app", given.app);
    instance->payload = std::move(payload);
    return Completion::none();
}

}  // namespace

void install_sessions(Vm& vm, WebState& state) {
    install_session(vm, state);
    state.session_middleware = &add_middleware_class(vm, "SessionMiddleware",
                                                     "starlette.middleware.sessions", session_init);
}

}  // namespace web
