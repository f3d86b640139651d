// The passlib package (1.9): CryptContext, and the schemes that passlib.hash holds.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "lang/arguments.h"
#include "web/options.h"
#include "web/passlib_schemes.h"
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

// A scheme with settings: what passlib.hash.bcrypt and its using() give.
struct ConfiguredScheme {
    const Scheme* scheme = nullptr;
    SchemeSettings settings;
};
struct HashSchemePayload final : lang::Payload {
    ConfiguredScheme configured;
};
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

// -- settings ------------------------------------------------------------------------------------

Completion read_rounds(Vm& vm, const Scheme& scheme, const Value& value,
                       std::optional<std::int64_t>& out) {
    std::int64_t rounds = 0;
    if (lang::is_text(value)) {
        std::array<Value, 1> argument{value};
        AW_GUEST(const Value number, vm.call(lang::class_value(*vm.classes.int_), argument));
        AW_GUEST_DO(lang::read_index(vm, number, &rounds));
    } else {
        AW_GUEST_DO(lang::read_index(vm, value, &rounds));
    }
    if (rounds < scheme.min_rounds)
        return vm.raise("ValueError",
                        fmt::format("{}: min_desired_rounds ({}) is too low, must be at least {}",
                                    scheme.name, rounds, scheme.min_rounds));
    if (rounds > scheme.max_rounds)
        return vm.raise("ValueError",
                        fmt::format("{}: min_desired_rounds ({}) is too large, cannot be more than "
                                    "{}",
                                    scheme.name, rounds, scheme.max_rounds));
    out = rounds;
    return Completion::none();
}

Completion read_size(Vm& vm, const Value& value, std::uint32_t& out) {
    std::int64_t number = 0;
    AW_GUEST_DO(lang::read_index(vm, value, &number));
    if (number < 1 || number > UINT32_MAX)
        return vm.raise("ValueError", "the value is out of range");
    out = static_cast<std::uint32_t>(number);
    return Completion::none();
}

Completion read_argon2_setting(Vm& vm, std::string_view name, const Value& value,
                               auth::Argon2Cost& cost, bool& known) {
    known = true;
    if (name == "memory_cost") return read_size(vm, value, cost.memory_kib);
    if (name == "time_cost") return read_size(vm, value, cost.passes);
    if (name == "parallelism") return read_size(vm, value, cost.lanes);
    if (name == "salt_size" || name == "salt_len") return read_size(vm, value, cost.salt_size);
    if (name == "digest_size" || name == "hash_len") return read_size(vm, value, cost.hash_size);
    known = name == "type" && lang::is_text(value);
    if (!known) return Completion::none();
    const std::string_view type = lang::text_of(value);
    cost.type = type == "I" || type == "i"   ? auth::Argon2Type::I
                : type == "D" || type == "d" ? auth::Argon2Type::D
                                             : auth::Argon2Type::Id;
    return Completion::none();
}

// One keyword of using(), or the end of scheme__name.
Completion read_setting(Vm& vm, ConfiguredScheme& one, std::string_view name, const Value& value) {
    SchemeSettings& settings = one.settings;
    const Scheme& scheme = *one.scheme;
    if (scheme.max_rounds > 0) {
        if (name == "rounds") {
            AW_GUEST_DO(read_rounds(vm, scheme, value, settings.rounds));
            if (scheme.name == "argon2")
                settings.argon2.passes = static_cast<std::uint32_t>(*settings.rounds);
            return Completion::none();
        }
        if (name == "default_rounds") {
            AW_GUEST_DO(read_rounds(vm, scheme, value, settings.rounds));
            if (!settings.min_rounds) settings.min_rounds = scheme.min_rounds;
            if (!settings.max_rounds) settings.max_rounds = scheme.max_rounds;
            return Completion::none();
        }
        if (name == "min_rounds") return read_rounds(vm, scheme, value, settings.min_rounds);
        if (name == "max_rounds") return read_rounds(vm, scheme, value, settings.max_rounds);
    }
    if (name == "salt") {
        const auto salt = secret_of(value);
        if (salt) settings.salt = std::string(*salt);
        return Completion::none();
    }
    if (name == "ident" && lang::is_text(value)) {
        const std::string_view ident = lang::text_of(value);
        settings.ident = std::string(base::trim(ident, "$"));
        return Completion::none();
    }
    if (name == "truncate_error" || name == "vary_rounds" || name == "relaxed") {
        if (name == "truncate_error") settings.truncate_error = value.is_true();
        return Completion::none();
    }
    bool known = false;
    if (scheme.name == "argon2")
        AW_GUEST_DO(read_argon2_setting(vm, name, value, settings.argon2, known));
    if (known) return Completion::none();
    return vm.stop(lang::StopKind::Refused,
                   fmt::format("refused: the setting {} of passlib's {} is not offered here", name,
                               scheme.name));
}

// -- hashing and checking, for schemes and contexts ----------------------------------------------

Completion read_secret(Vm& vm, const Value& value, std::string_view* out) {
    constexpr std::size_t kMostBytes = 4096;
    const auto secret = secret_of(value);
    if (!secret)
        return vm.raise("TypeError",
                        fmt::format("secret must be str or bytes, not {}",
                                    value.is_none() ? "None" : lang::type_name_of(vm, value)));
    if (secret->size() > kMostBytes) {
        std::array<Value, 1> args{vm.heap().make_ascii("password exceeds maximum allowed size")};
        return vm.raise(*password_state(vm).password_size_error, args);
    }
    *out = *secret;
    return Completion::none();
}

Completion hash_with(Vm& vm, const ConfiguredScheme& one, const Value& secret,
                     std::span<const Keyword> settings) {
    ConfiguredScheme how = one;
    for (const Keyword& keyword : settings)
        AW_GUEST_DO(read_setting(vm, how, keyword.name, keyword.value));
    std::string_view bytes;
    AW_GUEST_DO(read_secret(vm, secret, &bytes));
    std::string hash;
    AW_GUEST_DO(how.scheme->hash(vm, *how.scheme, bytes, how.settings, hash));
    return vm.heap().make_str(hash);
}

Completion verify_with(Vm& vm, const Scheme& scheme, const Value& secret, std::string_view hash) {
    std::string_view bytes;
    AW_GUEST_DO(read_secret(vm, secret, &bytes));
    bool matches = false;
    AW_GUEST_DO(scheme.verify(vm, scheme, bytes, hash, matches));
    return Value::boolean(matches);
}

Completion read_hash(Vm& vm, const Value& value, std::string_view* out) {
    const auto hash = secret_of(value);
    if (!hash)
        return vm.raise("TypeError",
                        fmt::format("hash must be str or bytes, not {}",
                                    value.is_none() ? "None" : lang::type_name_of(vm, value)));
    *out = *hash;
    return Completion::none();
}

// -- passlib.hash --------------------------------------------------------------------------------

Value scheme_value(Vm& vm, const ConfiguredScheme& configured) {
    const Value made = lang::make_instance(vm, *password_state(vm).scheme);
    auto payload = std::make_unique<HashSchemePayload>();
    payload->configured = configured;
    made.as<Instance>()->payload = std::move(payload);
    lang::write_slot(vm, *made.as<Instance>(), "name", vm.heap().make_str(configured.scheme->name));
    return made;
}

Completion scheme_using(Vm& vm, Native& self, CallArgs args) {
    AW_HOLDER(HashSchemePayload, held, "scheme");
    ConfiguredScheme changed = held->configured;
    for (const Keyword& keyword : args.keywords)
        AW_GUEST_DO(read_setting(vm, changed, keyword.name, keyword.value));
    return scheme_value(vm, changed);
}

Completion scheme_hash(Vm& vm, Native& self, CallArgs args) {
    AW_HOLDER(HashSchemePayload, held, "scheme");
    if (args.positional.size() != 2)
        return vm.raise("TypeError", "hash() missing 1 required positional argument: 'secret'");
    return hash_with(vm, held->configured, args.positional[1], args.keywords);
}

Completion scheme_verify(Vm& vm, Native& self, CallArgs args) {
    AW_HOLDER(HashSchemePayload, held, "scheme");
    Value secret, hash;
    AW_GUEST_DO(
        lang::bind(vm, self, lang::without_self(args), {{"secret", &secret}, {"hash", &hash}}));
    const Scheme& scheme = *held->configured.scheme;
    std::string_view text;
    AW_GUEST_DO(read_hash(vm, hash, &text));
    if (!identifies(scheme, text))
        return vm.raise("ValueError", fmt::format("not a valid {} hash", scheme.name));
    return verify_with(vm, scheme, secret, text);
}

Completion scheme_identify(Vm& vm, Native& self, CallArgs args) {
    AW_HOLDER(HashSchemePayload, held, "scheme");
    Value hash;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"hash", &hash}}));
    const auto text = secret_of(hash);
    return Value::boolean(text && identifies(*held->configured.scheme, *text));
}

Completion scheme_needs_update(Vm& vm, Native& self, CallArgs args) {
    AW_HOLDER(HashSchemePayload, held, "scheme");
    Value hash;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"hash", &hash}}));
    std::string_view text;
    AW_GUEST_DO(read_hash(vm, hash, &text));
    return Value::boolean(needs_update(*held->configured.scheme, text, held->configured.settings));
}

// -- CryptContext --------------------------------------------------------------------------------

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
    Class& scheme = lang::make_class(vm, "scheme", {}, "passlib.hash");
    lang::def_all(vm, scheme,
                  {{"using", scheme_using},
                   {"hash", scheme_hash},
                   {"encrypt", scheme_hash},
                   {"verify", scheme_verify},
                   {"identify", scheme_identify},
                   {"needs_update", scheme_needs_update}});
    state.scheme = &scheme;
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
