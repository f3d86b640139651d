#include "web/response_cookies.h"

#include "base/text.h"
#include "http/cookies.h"
#include "lang/arguments.h"
#include "web/header_objects.h"
#include "web/response_objects.h"

namespace web {

using lang::CallArgs;
using lang::Completion;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

struct CookieArguments {
    Value key;
    Value value;
    Value max_age = Value::none();
    Value expires = Value::none();
    Value path;
    Value domain = Value::none();
    Value secure = Value::false_();
    Value httponly = Value::false_();
    Value samesite;
    Value partitioned = Value::false_();
};

Completion read_cookie_text(Vm& vm, const Value& value, std::optional<std::string>& out) {
    out.reset();
    if (value.is_none()) return Completion::none();
    AW_GUEST(const Value text, vm.str(value));
    out = lang::text_of(text);
    return Completion::none();
}

// Seconds from now, a datetime, or text.
Completion read_expires(Vm& vm, const Value& value, std::optional<std::string>& out) {
    if (lang::is_integer(value)) {
        std::int64_t seconds = 0;
        AW_GUEST_DO(lang::read_index(vm, value, &seconds));
        constexpr std::int64_t kFar = std::int64_t{1} << 38;  // about the year 9999
        if (seconds > kFar || seconds < -kFar)
            return vm.raise("OverflowError", "timestamp out of range for platform time_t");
        out = http::http_date(vm.clock().now_s() + seconds);
        return Completion::none();
    }
    if (vm.find_in_class(vm.class_of(value), "timestamp").empty())
        return read_cookie_text(vm, value, out);
    AW_GUEST(const Value stamp, vm.call_method(value, "timestamp"));
    if (stamp.is(lang::Kind::Float))
        out = http::http_date(static_cast<std::int64_t>(stamp.as<lang::Float>()->value));
    return Completion::none();
}

Completion read_same_site(Vm& vm, const Value& value, std::optional<std::string>& out) {
    AW_GUEST_DO(read_cookie_text(vm, value, out));
    if (!out) return Completion::none();
    const std::string lower = base::to_lower_ascii(*out);
    if (lower != "strict" && lower != "lax" && lower != "none")
        return vm.raise("AssertionError", "samesite must be either 'strict', 'lax' or 'none'");
    return Completion::none();
}

Completion read_flag(Vm& vm, const Value& value, bool& out) {
    AW_GUEST(const Value truth, vm.truth(value));
    out = truth.is_true();
    return Completion::none();
}

Completion add_cookie(Vm& vm, const Value& response, const CookieArguments& given) {
    http::SetCookie cookie;
    std::optional<std::string> name, value;
    AW_GUEST_DO(read_cookie_text(vm, given.key, name));
    AW_GUEST_DO(read_cookie_text(vm, given.value, value));
    cookie.name = name.value_or("None");
    cookie.value = value.value_or("None");
    if (!given.max_age.is_none()) {
        std::int64_t seconds = 0;
        AW_GUEST_DO(lang::read_index(vm, given.max_age, &seconds));
        cookie.max_age_s = seconds;
    }
    AW_GUEST_DO(read_expires(vm, given.expires, cookie.expires));
    AW_GUEST_DO(read_cookie_text(vm, given.path, cookie.path));
    AW_GUEST_DO(read_cookie_text(vm, given.domain, cookie.domain));
    AW_GUEST_DO(read_same_site(vm, given.samesite, cookie.same_site));
    AW_GUEST_DO(read_flag(vm, given.secure, cookie.secure));
    AW_GUEST_DO(read_flag(vm, given.httponly, cookie.http_only));
    AW_GUEST_DO(read_flag(vm, given.partitioned, cookie.partitioned));
    const base::Result<std::string> line = http::render_set_cookie(cookie);
    if (!line) return vm.raise("ValueError", line.error().message);
    std::string bytes;
    AW_GUEST_DO(header_bytes(vm, vm.heap().make_str(*line), bytes));
    auto* payload = lang::payload_of<ResponsePayload>(response);
    if (payload == nullptr)
        return vm.raise("AttributeError", "'" + vm.class_of(response).name +
                                              "' object has no attribute 'raw_headers'");
    payload->headers.add("set-cookie", bytes);
    return Completion::none();
}

Completion set_cookie(Vm& vm, Native& self, CallArgs args) {
    CookieArguments given;
    given.value = vm.heap().make_ascii("");
    given.path = vm.heap().make_ascii("/");
    given.samesite = vm.heap().make_ascii("lax");
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"key", &given.key},
                            {"value", &given.value, lang::kOptional},
                            {"max_age", &given.max_age, lang::kOptional},
                            {"expires", &given.expires, lang::kOptional},
                            {"path", &given.path, lang::kOptional},
                            {"domain", &given.domain, lang::kOptional},
                            {"secure", &given.secure, lang::kOptional},
                            {"httponly", &given.httponly, lang::kOptional},
                            {"samesite", &given.samesite, lang::kOptional},
                            {"partitioned", &given.partitioned, lang::kOptional}}));
    return add_cookie(vm, args.positional[0], given);
}

Completion delete_cookie(Vm& vm, Native& self, CallArgs args) {
    CookieArguments given;
    given.value = vm.heap().make_ascii("");
    given.path = vm.heap().make_ascii("/");
    given.samesite = vm.heap().make_ascii("lax");
    given.max_age = Value::small(0);
    given.expires = Value::small(0);
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"key", &given.key},
                            {"path", &given.path, lang::kOptional},
                            {"domain", &given.domain, lang::kOptional},
                            {"secure", &given.secure, lang::kOptional},
                            {"httponly", &given.httponly, lang::kOptional},
                            {"samesite", &given.samesite, lang::kOptional}}));
    return add_cookie(vm, args.positional[0], given);
}

}  // namespace

void install_response_cookies(Vm& vm, lang::Class& response) {
    lang::def(vm, response, "set_cookie", set_cookie);
    lang::def(vm, response, "delete_cookie", delete_cookie);
}

}  // namespace web
