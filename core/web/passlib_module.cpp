// The passlib package (1.9): CryptContext and the modules.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "lang/arguments.h"
#include "web/options.h"
#include "web/passlib_hash.h"
#include "web/password_state.h"
#include "web/payload_self.h"
#include "web/token_modules.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Instance;
using lang::Keyword;
using lang::Module;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

struct ContextPayload final : lang::Payload {
    std::vector<ConfiguredScheme> schemes;
    std::size_t preferred = 0;
    std::vector<std::string> deprecated;  // "auto": all but the preferred one
    bool is_deprecated(const ConfiguredScheme& one) const {
        if (std::find(deprecated.begin(), deprecated.end(), "auto") != deprecated.end())
            return one.scheme != schemes[preferred].scheme;
        return std::find(deprecated.begin(), deprecated.end(), one.scheme->name) !=
               deprecated.end();
    }
};

Completion add_scheme(Vm& vm, ContextPayload& context, std::string_view name) {
    const Scheme* scheme = find_scheme(name);
    if (!scheme && is_known_scheme(name))
        return vm.stop(lang::StopKind::Refused,
                       fmt::format("refused: passlib's scheme {} is not offered here; bcrypt, "
                                   "argon2, pbkdf2_sha256, sha256_crypt and sha512_crypt are",
                                   name));
    if (!scheme)
        return vm.raise("KeyError",
                        fmt::format("no crypt handler found for algorithm: '{}'", name));
    context.schemes.push_back({scheme, {}});
    return Completion::none();
}

ConfiguredScheme* scheme_named(ContextPayload& context, std::string_view name) {
    for (ConfiguredScheme& one : context.schemes)
        if (one.scheme->name == name) return &one;
    return nullptr;
}

// scheme__setting=, all__setting=
Completion read_keyword(Vm& vm, ContextPayload& context, const Keyword& keyword) {
    const auto split = keyword.name.find("__");
    const std::string_view name = keyword.name.substr(0, split);
    ConfiguredScheme* one = split == keyword.name.npos ? nullptr : scheme_named(context, name);
    if (!one && name != "all")
        return vm.raise("KeyError",
                        fmt::format("unknown CryptContext keyword: '{}'", keyword.name));
    const std::string_view setting = keyword.name.substr(split + 2);
    // A context clips rounds that are out of bounds; using() refuses them.
    if (one && setting == "rounds" && keyword.value.is_small() && one->scheme->max_rounds > 0) {
        const std::int64_t rounds =
            std::clamp(keyword.value.as_small(), one->scheme->min_rounds, one->scheme->max_rounds);
        return read_setting(vm, *one, setting, Value::small(rounds));
    }
    if (one) return read_setting(vm, *one, setting, keyword.value);
    for (ConfiguredScheme& each : context.schemes)
        AW_GUEST_DO(read_setting(vm, each, setting, keyword.value));
    return Completion::none();
}

Completion context_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "CryptContext");
    constexpr std::string_view kNames[] = {"schemes"};
    Options options;
    AW_GUEST_DO(
        Options::read(vm, self, lang::without_self(args), kNames, {}, Unknown::Ignore, options));
    auto context = std::make_unique<ContextPayload>();
    std::vector<std::string> names;
    AW_GUEST_DO(texts_of(vm, options.given("schemes"), names));
    for (const std::string& name : names) AW_GUEST_DO(add_scheme(vm, *context, name));
    AW_GUEST_DO(texts_of(vm, options.given("deprecated"), context->deprecated));
    for (const std::string& name : context->deprecated)
        if (name != "auto" && !scheme_named(*context, name))
            return vm.raise("KeyError",
                            fmt::format("deprecated scheme not found in policy: '{}'", name));
    if (const auto preferred = options.text("default")) {
        const ConfiguredScheme* one = scheme_named(*context, *preferred);
        if (!one) return vm.raise("KeyError", "default scheme not found in policy");
        context->preferred = static_cast<std::size_t>(one - context->schemes.data());
    }
    for (const Keyword& keyword : args.keywords)
        if (keyword.name != "schemes" && keyword.name != "deprecated" && keyword.name != "default")
            AW_GUEST_DO(read_keyword(vm, *context, keyword));
    instance->payload = std::move(context);
    return Completion::none();
}

// The scheme that the program names, or the preferred one.
Completion pick(Vm& vm, ContextPayload& context, const Value& name, ConfiguredScheme** out) {
    if (context.schemes.empty())
        return vm.raise("KeyError", "no hash schemes configured for this CryptContext instance");
    *out = &context.schemes[context.preferred];
    if (name.empty() || name.is_none() || !lang::is_text(name)) return Completion::none();
    *out = scheme_named(context, lang::text_of(name));
    if (*out) return Completion::none();
    return vm.raise("KeyError",
                    fmt::format("crypt algorithm not found in policy: '{}'", lang::text_of(name)));
}

Completion recognise(Vm& vm, ContextPayload& context, std::string_view hash,
                     ConfiguredScheme** out) {
    for (ConfiguredScheme& one : context.schemes) {
        if (!identifies(*one.scheme, hash)) continue;
        *out = &one;
        return Completion::none();
    }
    if (context.schemes.empty())
        return vm.raise("KeyError", "no hash schemes configured for this CryptContext instance");
    std::array<Value, 1> args{vm.heap().make_ascii("hash could not be identified")};
    return vm.raise(*password_state(vm).unknown_passlib_hash, args);
}

Completion context_hash(Vm& vm, Native& self, CallArgs args) {
    AW_HOLDER(ContextPayload, context, "CryptContext");
    constexpr std::string_view kNames[] = {"secret", "scheme", "category"};
    Options options;
    AW_GUEST_DO(
        Options::read(vm, self, lang::without_self(args), kNames, {}, Unknown::Ignore, options));
    ConfiguredScheme* one = nullptr;
    AW_GUEST_DO(pick(vm, *context, options.get("scheme"), &one));
    std::vector<Keyword> settings;
    for (const Keyword& keyword : args.keywords)
        if (std::find(std::begin(kNames), std::end(kNames), keyword.name) == std::end(kNames))
            settings.push_back(keyword);
    const Value& secret = options.get("secret");
    if (secret.empty())
        return vm.raise("TypeError",
                        "CryptContext.hash() missing 1 required positional argument: 'secret'");
    return hash_with(vm, *one, secret, settings);
}

Completion verify_in(Vm& vm, ContextPayload& context, const Value& secret, const Value& hash,
                     ConfiguredScheme** used) {
    std::string_view bytes, text;
    AW_GUEST_DO(read_secret(vm, secret, &bytes));
    if (hash.is_none()) {  // the same time as for a user there is, and then no
        ConfiguredScheme* one = nullptr;
        AW_GUEST_DO(pick(vm, context, {}, &one));
        AW_GUEST_DO(hash_with(vm, *one, vm.heap().make_ascii("too many secrets"), {}));
        return Value::false_();
    }
    AW_GUEST_DO(read_hash(vm, hash, &text));
    AW_GUEST_DO(recognise(vm, context, text, used));
    return verify_with(vm, *(*used)->scheme, secret, text);
}

Completion context_verify(Vm& vm, Native& self, CallArgs args) {
    AW_HOLDER(ContextPayload, context, "CryptContext");
    Value secret, hash, scheme, category;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"secret", &secret},
                            {"hash", &hash},
                            {"scheme", &scheme, lang::kOptional},
                            {"category", &category, lang::kOptional}}));
    ConfiguredScheme* used = nullptr;
    AW_GUEST_DO(pick(vm, *context, scheme, &used));
    return verify_in(vm, *context, secret, hash, &used);
}

Value stale(const ContextPayload& context, const ConfiguredScheme& one, std::string_view hash) {
    return Value::boolean(context.is_deprecated(one) ||
                          needs_update(*one.scheme, hash, one.settings));
}

Completion context_needs_update(Vm& vm, Native& self, CallArgs args) {
    AW_HOLDER(ContextPayload, context, "CryptContext");
    Value hash, scheme, category, secret;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"hash", &hash},
                            {"scheme", &scheme, lang::kOptional},
                            {"category", &category, lang::kOptional},
                            {"secret", &secret, lang::kOptional}}));
    std::string_view text;
    AW_GUEST_DO(read_hash(vm, hash, &text));
    ConfiguredScheme* one = nullptr;
    AW_GUEST_DO(recognise(vm, *context, text, &one));
    return stale(*context, *one, text);
}

Completion context_verify_and_update(Vm& vm, Native& self, CallArgs args) {
    AW_HOLDER(ContextPayload, context, "CryptContext");
    Value secret, hash, scheme, category;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"secret", &secret},
                            {"hash", &hash},
                            {"scheme", &scheme, lang::kOptional},
                            {"category", &category, lang::kOptional}}));
    ConfiguredScheme* used = nullptr;
    AW_GUEST(const Value matches, verify_in(vm, *context, secret, hash, &used));
    std::array<Value, 2> outcome{matches, Value::none()};
    if (matches.is_true() && stale(*context, *used, *secret_of(hash)).is_true()) {
        AW_GUEST(outcome[1], hash_with(vm, context->schemes[context->preferred], secret, {}));
    }
    return vm.heap().make_tuple(outcome);
}

Completion context_identify(Vm& vm, Native& self, CallArgs args) {
    AW_HOLDER(ContextPayload, context, "CryptContext");
    Value hash, category, resolve, required;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"hash", &hash},
                            {"category", &category, lang::kOptional},
                            {"resolve", &resolve, lang::kOptional},
                            {"required", &required, lang::kOptional}}));
    std::string_view text;
    AW_GUEST_DO(read_hash(vm, hash, &text));
    for (const ConfiguredScheme& one : context->schemes)
        if (identifies(*one.scheme, text)) return vm.heap().make_str(one.scheme->name);
    return Value::none();
}

Completion context_schemes(Vm& vm, Native& self, CallArgs args) {
    AW_HOLDER(ContextPayload, context, "CryptContext");
    std::vector<Value> names;
    for (const ConfiguredScheme& one : context->schemes)
        names.push_back(vm.heap().make_str(one.scheme->name));
    return vm.heap().make_tuple(names);
}

Completion context_default_scheme(Vm& vm, Native& self, CallArgs args) {
    AW_HOLDER(ContextPayload, context, "CryptContext");
    ConfiguredScheme* one = nullptr;
    AW_GUEST_DO(pick(vm, *context, {}, &one));
    return vm.heap().make_str(one->scheme->name);
}

// Takes as long as a check and says no: for users that are not there.
Completion context_dummy_verify(Vm& vm, Native& self, CallArgs args) {
    AW_HOLDER(ContextPayload, context, "CryptContext");
    ConfiguredScheme* used = nullptr;
    return verify_in(vm, *context, vm.heap().make_ascii("too many secrets"), Value::none(), &used);
}

}  // namespace

void make_passlib_classes(Vm& vm, PasswordState& state) {
    const auto error = [&](std::string_view name, Class* base) {
        return &lang::make_class(vm, name, {base}, "passlib.exc");
    };
    state.unknown_passlib_hash = error("UnknownHashError", vm.exception_class("ValueError"));
    state.password_value_error = error("PasswordValueError", vm.exception_class("ValueError"));
    state.password_size_error = error("PasswordSizeError", state.password_value_error);
    state.password_truncate_error = error("PasswordTruncateError", state.password_size_error);
    state.scheme = &make_scheme_class(vm);
    Class& context = lang::make_class(vm, "CryptContext", {}, "passlib.context");
    lang::def_all(vm, context,
                  {{"__init__", context_init},
                   {"hash", context_hash},
                   {"encrypt", context_hash},
                   {"verify", context_verify},
                   {"verify_and_update", context_verify_and_update},
                   {"needs_update", context_needs_update},
                   {"identify", context_identify},
                   {"schemes", context_schemes},
                   {"default_scheme", context_default_scheme},
                   {"dummy_verify", context_dummy_verify}});
    state.crypt_context = &context;
}

void load_passlib_context(Vm& vm, Module& module) {
    lang::set(vm, module, "CryptContext", lang::class_value(*password_state(vm).crypt_context));
}

void load_passlib_exc(Vm& vm, Module& module) {
    const PasswordState& state = password_state(vm);
    for (Class* cls : {state.unknown_passlib_hash, state.password_value_error,
                       state.password_size_error, state.password_truncate_error})
        lang::set(vm, module, cls->name, lang::class_value(*cls));
}

void load_passlib_hash(Vm& vm, Module& module) {
    for (const Scheme& scheme : passlib_schemes())
        lang::set(vm, module, scheme.name, scheme_value(vm, {&scheme, {}}));
}

void load_passlib(Vm& vm, Module& module) {
    for (const std::string_view part : {"context", "hash", "exc"})
        if (Completion loaded = vm.import_module("passlib." + std::string(part)); loaded.ok())
            lang::set(vm, module, part, loaded.take());
}

}  // namespace web
