// passlib.hash: schemes with settings, and how they hash and check.
#include "web/passlib_hash.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "lang/arguments.h"
#include "web/payload_self.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Instance;
using lang::Keyword;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

struct HashSchemePayload final : lang::Payload {
    ConfiguredScheme configured;
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

}  // namespace

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
    Value made = lang::make_instance(vm, *password_state(vm).scheme);
    auto payload = std::make_unique<HashSchemePayload>();
    payload->configured = configured;
    made.as<Instance>()->payload = std::move(payload);
    lang::write_slot(vm, *made.as<Instance>(), "name", vm.heap().make_str(configured.scheme->name));
    return made;
}

namespace {

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

}  // namespace

Class& make_scheme_class(Vm& vm) {
    Class& scheme = lang::make_class(vm, "scheme", {}, "passlib.hash");
    lang::def_all(vm, scheme,
                  {{"using", scheme_using},
                   {"hash", scheme_hash},
                   {"encrypt", scheme_hash},
                   {"verify", scheme_verify},
                   {"identify", scheme_identify},
                   {"needs_update", scheme_needs_update}});
    return scheme;
}

}  // namespace web
