// The exceptions of jwt.exceptions and how they are raised. PyJWT 2.15 exceptions.py.
#include <fmt/format.h>

#include <array>

#include "lang/arguments.h"
#include "web/jwt_state.h"
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

struct ErrorClass {
    std::string_view name, base;
};
constexpr ErrorClass kErrors[] = {
    {"PyJWTError", ""},
    {"InvalidTokenError", "PyJWTError"},
    {"DecodeError", "InvalidTokenError"},
    {"InvalidSignatureError", "DecodeError"},
    {"ExpiredSignatureError", "InvalidTokenError"},
    {"InvalidAudienceError", "InvalidTokenError"},
    {"InvalidIssuerError", "InvalidTokenError"},
    {"InvalidIssuedAtError", "InvalidTokenError"},
    {"ImmatureSignatureError", "InvalidTokenError"},
    {"InvalidKeyError", "PyJWTError"},
    {"InvalidAlgorithmError", "InvalidTokenError"},
    {"MissingRequiredClaimError", "InvalidTokenError"},
    {"PyJWKError", "PyJWTError"},
    {"MissingCryptographyError", "PyJWKError"},
    {"PyJWKSetError", "PyJWTError"},
    {"PyJWKClientError", "PyJWTError"},
    {"PyJWKClientConnectionError", "PyJWKClientError"},
    {"InvalidSubjectError", "InvalidTokenError"},
    {"InvalidJTIError", "InvalidTokenError"},
};

Completion missing_claim_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "MissingRequiredClaimError");
    Value claim;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"claim", &claim}}));
    lang::write_slot(vm, *instance, "claim", claim);
    return Completion::none();
}

Completion missing_claim_str(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "MissingRequiredClaimError");
    AW_GUEST(const Value claim, vm.get_attribute(Value::share(instance), "claim"));
    AW_GUEST(const Value text, vm.str(claim));
    return vm.heap().make_str(
        fmt::format("Token is missing the \"{}\" claim", lang::text_of(text)));
}

}  // namespace

Class* JwtState::error(std::string_view name) const {
    for (const auto& [known, cls] : errors)
        if (known == name) return cls;
    return nullptr;
}

void make_jwt_errors(Vm& vm, JwtState& state) {
    for (const ErrorClass& entry : kErrors) {
        Class* base =
            entry.base.empty() ? vm.exception_class("Exception") : state.error(entry.base);
        Class& cls = lang::make_class(vm, entry.name, {base}, "jwt.exceptions");
        state.errors.emplace_back(entry.name, &cls);
    }
    Class& missing = *state.error("MissingRequiredClaimError");
    lang::def(vm, missing, "__init__", missing_claim_init);
    lang::def(vm, missing, "__str__", missing_claim_str);
}

JwtState& jwt_state(Vm& vm) {
    auto& held = web_state(vm).jwt;
    if (!held) {
        auto made = std::make_unique<JwtState>();
        make_jwt_errors(vm, *made);
        make_jwk_classes(vm, *made);
        make_jwt_classes(vm, *made);
        held = std::move(made);
    }
    return static_cast<JwtState&>(*held);
}

Completion raise_jwt(Vm& vm, std::string_view exception, std::string_view message) {
    Class* cls = jwt_state(vm).error(exception);
    if (!cls) return vm.raise(exception, message);
    if (exception == "MissingRequiredClaimError")
        return raise_missing_claim(vm, vm.heap().make_str(message));
    std::array<Value, 1> args{vm.heap().make_str(message)};
    return vm.raise(*cls, args);
}

Completion raise_missing_claim(Vm& vm, const Value& claim) {
    std::array<Value, 1> args{claim};
    Class* cls = jwt_state(vm).error("MissingRequiredClaimError");
    AW_GUEST(Value made, vm.call(lang::class_value(*cls), args));
    return vm.raise_value(std::move(made));
}

Completion raise_key_fault(Vm& vm, const auth::KeyFault& fault) {
    if (fault.exception == "refused")
        return vm.stop(lang::StopKind::Refused, "refused: " + fault.message);
    return raise_jwt(vm, fault.exception, fault.message);
}

}  // namespace web
