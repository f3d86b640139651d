// CORSMiddleware: which pages of other origins a browser lets read the answers, and the preflight
// that it asks first. Fetch standard 3.3; Starlette middleware/cors.py.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "lang/arguments.h"
#include "web/middleware.h"
#include "web/middleware_objects.h"
#include "web/pattern.h"
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

using Texts = std::vector<std::string>;

constexpr std::int64_t kDefaultMaxAge_s = 600;
constexpr std::string_view kVary =
    "Origin, Access-Control-Request-Method, Access-Control-Request-Headers, "
    "Access-Control-Request-Private-Network";

bool contains(const Texts& texts, std::string_view text) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

std::string joined_by_comma(const Texts& texts) {
    std::string out;
    for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
    return out;
}

struct CorsPayload : MiddlewarePayload {
    Texts origins, methods, headers, exposed;
    std::shared_ptr<const Pattern> origin_pattern;
    bool all_origins = false;
    bool all_headers = false;
    bool credentials = false;
    bool private_network = false;
    std::int64_t max_age_s = kDefaultMaxAge_s;

    Completion run(Exchange& exchange, const Next& next) override;

  private:
    Completion allows(Vm& vm, const std::string& origin, bool& allowed) const;
    Completion preflight(Exchange& exchange, const std::string& origin) const;
    Completion check_preflight(Exchange& exchange, const std::string& origin, http::Headers& answer,
                               Texts& failures) const;
    Completion add_simple(Exchange& exchange, const std::string* origin) const;
    bool allows_header(std::string_view name) const;
};

Completion CorsPayload::allows(Vm& vm, const std::string& origin, bool& allowed) const {
    allowed = all_origins || contains(origins, origin);
    if (allowed || !origin_pattern) return Completion::none();
    AW_GUEST(const Value matched, matches_anywhere(vm, *origin_pattern, origin));
    allowed = matched.is_true();
    return Completion::none();
}

bool CorsPayload::allows_header(std::string_view name) const {
    static constexpr std::array<std::string_view, 4> kSafe{"accept", "accept-language",
                                                           "content-language", "content-type"};
    const std::string wanted = base::to_lower_ascii(base::trim(name));
    if (std::find(kSafe.begin(), kSafe.end(), wanted) != kSafe.end()) return true;
    return std::any_of(headers.begin(), headers.end(), [&](const std::string& header) {
        return base::to_lower_ascii(header) == wanted;
    });
}

// What the preflight asks for, held against what is allowed.
Completion CorsPayload::check_preflight(Exchange& exchange, const std::string& origin,
                                        http::Headers& answer, Texts& failures) const {
    const http::Headers& asked = exchange.request.headers;
    bool allowed = false;
    AW_GUEST_DO(allows(exchange.vm, origin, allowed));
    if (!allowed)
        failures.push_back("origin");
    else if (!all_origins || credentials)
        answer.set("access-control-allow-origin", origin);
    if (!contains(methods, *asked.get("access-control-request-method")))
        failures.push_back("method");
    if (const std::string* wanted = asked.get("access-control-request-headers")) {
        if (all_headers) {
            answer.set("access-control-allow-headers", *wanted);
        } else {
            const auto names = base::split(*wanted, ',');
            if (!std::all_of(names.begin(), names.end(),
                             [&](std::string_view name) { return allows_header(name); }))
                failures.push_back("headers");
        }
    }
    if (asked.contains("access-control-request-private-network")) {
        if (private_network)
            answer.set("access-control-allow-private-network", "true");
        else
            failures.push_back("private-network");
    }
    return Completion::none();
}

Completion CorsPayload::preflight(Exchange& exchange, const std::string& origin) const {
    http::Headers answer{{"vary", std::string(kVary)}};
    if (all_origins && !credentials) answer.add("access-control-allow-origin", "*");
    answer.add("access-control-allow-methods", joined_by_comma(methods));
    answer.add("access-control-max-age", std::to_string(max_age_s));
    if (!all_headers) {
        Texts named{"Accept", "Accept-Language", "Content-Language", "Content-Type"};
        named.insert(named.end(), headers.begin(), headers.end());
        std::sort(named.begin(), named.end());
        named.erase(std::unique(named.begin(), named.end()), named.end());
        answer.add("access-control-allow-headers", joined_by_comma(named));
    }
    if (credentials) answer.add("access-control-allow-credentials", "true");
    Texts failures;
    AW_GUEST_DO(check_preflight(exchange, origin, answer, failures));
    exchange.response = {};
    exchange.response.headers = std::move(answer);
    exchange.response.status = failures.empty() ? 200 : 400;
    exchange.response.body =
        failures.empty() ? "OK" : "Disallowed CORS " + joined_by_comma(failures);
    finish_headers(exchange.response, "text/plain; charset=utf-8");
    exchange.sent = true;
    return Completion::none();
}

Completion CorsPayload::add_simple(Exchange& exchange, const std::string* origin) const {
    http::Headers& answer = exchange.response.headers;
    bool name_origin = false;
    if (origin != nullptr) {
        if (all_origins) answer.set("access-control-allow-origin", "*");
        if (credentials) answer.set("access-control-allow-credentials", "true");
        if (!exposed.empty()) answer.set("access-control-expose-headers", joined_by_comma(exposed));
        if (all_origins)
            name_origin = credentials;
        else
            AW_GUEST_DO(allows(exchange.vm, *origin, name_origin));
    }
    if (name_origin) answer.set("access-control-allow-origin", *origin);
    add_vary(answer, "Origin");
    return Completion::none();
}

Completion CorsPayload::run(Exchange& exchange, const Next& next) {
    const http::Headers& asked = exchange.request.headers;
    const std::string* origin = asked.get("origin");
    if (origin != nullptr && exchange.request.method == "OPTIONS" &&
        asked.contains("access-control-request-method"))
        return preflight(exchange, *origin);
    Completion outcome = next.run(exchange);
    if (!outcome.ok() && !exchange.sent) return outcome;
    AW_GUEST_DO(add_simple(exchange, origin));
    return outcome;
}

Completion read_pattern(Vm& vm, const Value& given, std::shared_ptr<const Pattern>& out) {
    if (given.is_none() || !lang::is_text(given)) return Completion::none();
    auto pattern = compile_pattern("\\A(?:" + std::string(lang::text_of(given)) + ")\\z");
    if (!pattern.ok())
        return vm.stop(lang::StopKind::Refused,
                       "refused: allow_origin_regex: " + pattern.error().message);
    out = std::make_shared<const Pattern>(std::move(pattern).value());
    return Completion::none();
}

struct CorsArguments {
    Value app;
    Value origins = Value::none(), methods, headers = Value::none(), exposed = Value::none();
    Value credentials = Value::false_(), pattern = Value::none();
    Value private_network = Value::false_();
    Value max_age = Value::small(kDefaultMaxAge_s);
};

Completion fill_cors(Vm& vm, const CorsArguments& given, CorsPayload& out) {
    AW_GUEST_DO(texts_of(vm, given.origins, out.origins));
    AW_GUEST_DO(texts_of(vm, given.headers, out.headers));
    AW_GUEST_DO(texts_of(vm, given.exposed, out.exposed));
    if (given.methods.empty())
        out.methods = {"GET"};
    else
        AW_GUEST_DO(texts_of(vm, given.methods, out.methods));
    if (contains(out.methods, "*"))
        out.methods = {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY"};
    AW_GUEST_DO(read_pattern(vm, given.pattern, out.origin_pattern));
    out.all_origins = contains(out.origins, "*");
    out.all_headers = contains(out.headers, "*");
    AW_GUEST(const Value credentials, vm.truth(given.credentials));
    AW_GUEST(const Value private_network, vm.truth(given.private_network));
    out.credentials = credentials.is_true();
    out.private_network = private_network.is_true();
    if (given.max_age.is_small()) out.max_age_s = given.max_age.as_small();
    return Completion::none();
}

Completion cors_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "CORSMiddleware");
    CorsArguments given;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"app", &given.app},
                            {"allow_origins", &given.origins, lang::kOptional},
                            {"allow_methods", &given.methods, lang::kOptional},
                            {"allow_headers", &given.headers, lang::kOptional},
                            {"allow_credentials", &given.credentials, lang::kOptional},
                            {"allow_origin_regex", &given.pattern, lang::kOptional},
                            {"allow_private_network", &given.private_network, lang::kOptional},
                            {"expose_headers", &given.exposed, lang::kOptional},
                            {"max_age", &given.max_age, lang::kOptional}}));
    auto payload = std::make_unique<CorsPayload>();
    AW_GUEST_DO(fill_cors(vm, given, *payload));
    lang::write_slot(vm, *instance, "app", given.app);
    instance->payload = std::move(payload);
    return Completion::none();
}

}  // namespace

void install_cors(Vm& vm, WebState& state) {
    state.cors_middleware =
        &add_middleware_class(vm, "CORSMiddleware", "starlette.middleware.cors", cors_init);
}

}  // namespace web
