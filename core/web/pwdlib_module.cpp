// The pwdlib package (0.3): PasswordHash over Argon2Hasher, BcryptHasher or a program's own
// hashers.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "lang/arguments.h"
#include "web/argon2_objects.h"
#include "web/password_state.h"
#include "web/payload_self.h"
#include "web/token_modules.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Instance;
using lang::Kind;
using lang::Module;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

struct BcryptPayload final : lang::Payload {
    int rounds = 12;
    std::string prefix = "2b";
};

Completion check_secret(Vm& vm, const Value& value, std::string_view name) {
    if (secret_of(value)) return Completion::none();
    return vm.raise("TypeError", fmt::format("{} must be str or bytes", name));
}

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

// $argon2id$v=19$m=65536,t=3,p=4, with or without salt and hash behind it.
bool is_argon2(std::string_view hash) {
    auto parts = base::split(hash, '$');
    if (parts.size() < 3 || parts.size() > 6 || !parts[0].empty()) return false;
    if (parts[1] != "argon2id" && parts[1] != "argon2i" && parts[1] != "argon2d") return false;
    const bool has_version = parts[2].starts_with("v=");
    if (has_version && !all_digits(parts[2].substr(2))) return false;
    if (parts.size() <= (has_version ? 3U : 2U)) return false;
    const auto numbers = base::split(parts[has_version ? 3 : 2], ',');
    if (numbers.size() != 3) return false;
    constexpr std::array<std::string_view, 3> kNames{"m=", "t=", "p="};
    for (std::size_t i = 0; i < 3; ++i)
        if (!numbers[i].starts_with(kNames[i]) || !all_digits(numbers[i].substr(2))) return false;
    for (std::size_t i = has_version ? 4 : 3; i < parts.size(); ++i)
        if (parts[i].empty()) return false;
    return true;
}

// $2b$12$, 22 characters of salt and 31 of hash.
bool is_bcrypt(std::string_view hash) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/.";
    return hash.size() == 60 && hash.starts_with("$2") &&
           std::string_view("abxy").find(hash[2]) != std::string_view::npos && hash[3] == '$' &&
           all_digits(hash.substr(4, 2)) && hash[6] == '$' &&
           hash.substr(7).find_first_not_of(kDigits) == hash.npos;
}

// identify(hash) of both: positional[0] is the class.
template <bool (*kTest)(std::string_view)>
Completion identify(Vm& vm, Native& self, CallArgs args) {
    Value hash;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"hash", &hash}}));
    AW_GUEST_DO(check_secret(vm, hash, "hash"));
    return Value::boolean(kTest(*secret_of(hash)));
}

// -- Argon2Hasher --------------------------------------------------------------------------------

constexpr std::string_view kArgon2Names[] = {"time_cost", "memory_cost", "parallelism",
                                             "hash_len",  "salt_len",    "type"};

Completion argon2_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "Argon2Hasher");
    Options options;
    AW_GUEST_DO(Options::read(vm, self, lang::without_self(args), kArgon2Names, {}, Unknown::Refuse,
                              options));
    auto payload = std::make_unique<Argon2Payload>();
    AW_GUEST_DO(read_argon2_cost(vm, options, payload->cost));
    instance->payload = std::move(payload);
    return Completion::none();
}

Completion argon2_hash(Vm& vm, Native& self, CallArgs args) {
    AW_HOLDER(Argon2Payload, hasher, "Argon2Hasher");
    Value password, salt;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"password", &password}, {"salt", &salt, lang::kKeywordOnly}}));
    AW_GUEST_DO(check_secret(vm, password, "password"));
    return argon2_new_hash(vm, hasher->cost, password, salt);
}

Completion argon2_hasher_verify(Vm& vm, Native& self, CallArgs args) {
    Value password, hash;
    AW_GUEST_DO(
        lang::bind(vm, self, lang::without_self(args), {{"password", &password}, {"hash", &hash}}));
    AW_GUEST_DO(check_secret(vm, password, "password"));
    AW_GUEST_DO(check_secret(vm, hash, "hash"));
    Completion done = argon2_verify(vm, hash, password);
    if (!done.raised()) return done;
    const PasswordState& state = password_state(vm);
    if (vm.is_instance_of(done.error(), *state.verification_error) ||
        vm.is_instance_of(done.error(), *state.invalid_hash_error))
        return Value::false_();
    return done;
}

Completion argon2_hasher_needs_rehash(Vm& vm, Native& self, CallArgs args) {
    AW_HOLDER(Argon2Payload, hasher, "Argon2Hasher");
    Value hash;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"hash", &hash}}));
    AW_GUEST_DO(check_secret(vm, hash, "hash"));
    return argon2_needs_rehash(vm, hasher->cost, hash);
}

// -- BcryptHasher --------------------------------------------------------------------------------

Completion bcrypt_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "BcryptHasher");
    Value rounds = Value::small(12), prefix;
    AW_GUEST_DO(
        lang::bind(vm, self, lang::without_self(args),
                   {{"rounds", &rounds, lang::kOptional}, {"prefix", &prefix, lang::kOptional}}));
    auto payload = std::make_unique<BcryptPayload>();
    std::int64_t number = 0;
    AW_GUEST_DO(lang::read_index(vm, rounds, &number));
    payload->rounds = static_cast<int>(std::clamp<std::int64_t>(number, 0, 99));
    if (!prefix.empty() && lang::is_text(prefix)) payload->prefix = lang::text_of(prefix);
    lang::write_slot(vm, *instance, "rounds", rounds);
    instance->payload = std::move(payload);
    return Completion::none();
}

// The functions of the bcrypt package, so that it is their words that are raised.
Completion call_bcrypt(Vm& vm, std::string_view function, std::span<Value> arguments) {
    AW_GUEST(const Value module, vm.import_module("bcrypt"));
    return vm.call_method(module, function, arguments);
}

Completion bcrypt_hash(Vm& vm, Native& self, CallArgs args) {
    AW_HOLDER(BcryptPayload, hasher, "BcryptHasher");
    Value password, salt;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"password", &password}, {"salt", &salt, lang::kKeywordOnly}}));
    AW_GUEST_DO(check_secret(vm, password, "password"));
    if (salt.empty() || salt.is_none()) {
        std::array<Value, 2> how{Value::small(hasher->rounds),
                                 vm.heap().make_bytes(hasher->prefix)};
        AW_GUEST(salt, call_bcrypt(vm, "gensalt", how));
    }
    std::array<Value, 2> arguments{vm.heap().make_bytes(*secret_of(password)), salt};
    AW_GUEST(const Value hash, call_bcrypt(vm, "hashpw", arguments));
    return vm.heap().make_ascii(hash.as<lang::Bytes>()->view());
}

Completion bcrypt_verify(Vm& vm, Native& self, CallArgs args) {
    Value password, hash;
    AW_GUEST_DO(
        lang::bind(vm, self, lang::without_self(args), {{"password", &password}, {"hash", &hash}}));
    AW_GUEST_DO(check_secret(vm, password, "password"));
    AW_GUEST_DO(check_secret(vm, hash, "hash"));
    std::array<Value, 2> arguments{vm.heap().make_bytes(*secret_of(password)),
                                   vm.heap().make_bytes(*secret_of(hash))};
    return call_bcrypt(vm, "checkpw", arguments);
}

Completion bcrypt_needs_rehash(Vm& vm, Native& self, CallArgs args) {
    AW_HOLDER(BcryptPayload, hasher, "BcryptHasher");
    Value hash;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"hash", &hash}}));
    AW_GUEST_DO(check_secret(vm, hash, "hash"));
    if (!is_bcrypt(*secret_of(hash))) return Value::true_();
    const auto setting = auth::read_bcrypt(*secret_of(hash));
    return Value::boolean(!setting || setting->rounds != hasher->rounds ||
                          setting->version != hasher->prefix);
}

// -- PasswordHash --------------------------------------------------------------------------------

Completion hash_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PasswordHash");
    Value hashers;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"hashers", &hashers}}));
    AW_GUEST(const Value count, vm.length(hashers));
    if (count.as_small() == 0)
        return vm.raise("AssertionError", "You must specify at least one hasher.");
    AW_GUEST(const Value first, vm.get_item(hashers, Value::small(0)));
    lang::write_slot(vm, *instance, "hashers", hashers);
    lang::write_slot(vm, *instance, "current_hasher", first);
    return Completion::none();
}

Completion hash_recommended(Vm& vm, Native&, CallArgs args) {
    AW_GUEST(const Value hasher, vm.call(lang::class_value(*password_state(vm).argon2_hasher)));
    std::array<Value, 1> only{hasher};
    std::array<Value, 1> arguments{vm.heap().make_tuple(only)};
    return vm.call(args.positional[0], arguments);
}

Completion hash_hash(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PasswordHash");
    Value password, salt = Value::none();
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"password", &password}, {"salt", &salt, lang::kKeywordOnly}}));
    AW_GUEST_DO(check_secret(vm, password, "password"));
    AW_GUEST(const Value hasher, vm.get_attribute(Value::share(instance), "current_hasher"));
    std::array<Value, 1> arguments{password};
    std::array<lang::Keyword, 1> keywords{lang::Keyword{"salt", salt}};
    return vm.call_method(hasher, "hash", arguments, keywords);
}

// The first hasher that knows the hash; UnknownHashError.
Completion hasher_for(Vm& vm, Instance& password_hash, const Value& hash) {
    AW_GUEST(const Value hashers, vm.get_attribute(Value::share(&password_hash), "hashers"));
    AW_GUEST(const Value list, vm.to_list(hashers));
    for (const Value& hasher : list.as<lang::List>()->items) {
        std::array<Value, 1> arguments{hash};
        AW_GUEST(const Value known, vm.call_method(hasher, "identify", arguments));
        AW_GUEST(const Value truth, vm.truth(known));
        if (truth.is_true()) return hasher;
    }
    std::array<Value, 1> arguments{hash};
    AW_GUEST(Value error,
             vm.call(lang::class_value(*password_state(vm).unknown_hash_error), arguments));
    return vm.raise_value(std::move(error));
}

Completion read_pair(Vm& vm, const Native& self, CallArgs args, Value* password, Value* hash) {
    AW_GUEST_DO(
        lang::bind(vm, self, lang::without_self(args), {{"password", password}, {"hash", hash}}));
    AW_GUEST_DO(check_secret(vm, *password, "password"));
    return check_secret(vm, *hash, "hash");
}

Completion hash_verify(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PasswordHash");
    Value password, hash;
    AW_GUEST_DO(read_pair(vm, self, args, &password, &hash));
    AW_GUEST(const Value hasher, hasher_for(vm, *instance, hash));
    std::array<Value, 2> arguments{password, hash};
    return vm.call_method(hasher, "verify", arguments);
}

Completion hash_verify_and_update(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PasswordHash");
    Value password, hash;
    AW_GUEST_DO(read_pair(vm, self, args, &password, &hash));
    AW_GUEST(const Value hasher, hasher_for(vm, *instance, hash));
    std::array<Value, 2> arguments{password, hash};
    AW_GUEST(const Value verified, vm.call_method(hasher, "verify", arguments));
    std::array<Value, 2> outcome{Value::false_(), Value::none()};
    AW_GUEST(const Value truth, vm.truth(verified));
    if (!truth.is_true()) return vm.heap().make_tuple(outcome);
    outcome[0] = Value::true_();
    AW_GUEST(const Value current, vm.get_attribute(Value::share(instance), "current_hasher"));
    std::array<Value, 1> only_hash{hash};
    bool renew = !current.same_as(hasher);
    if (!renew) {
        AW_GUEST(const Value stale, vm.call_method(hasher, "check_needs_rehash", only_hash));
        AW_GUEST(const Value is_stale, vm.truth(stale));
        renew = is_stale.is_true();
    }
    std::array<Value, 1> only_password{password};
    if (renew) {
        AW_GUEST(outcome[1], vm.call_method(current, "hash", only_password));
    }
    return vm.heap().make_tuple(outcome);
}

// -- exceptions ----------------------------------------------------------------------------------

Completion error_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PwdlibError");
    Value message;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"message", &message}}));
    lang::write_slot(vm, *instance, "message", message);
    return Completion::none();
}

Completion unknown_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "UnknownHashError");
    Value hash;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"hash", &hash}}));
    lang::write_slot(vm, *instance, "hash", hash);
    const Value message = vm.heap().make_ascii(
        "This hash can't be identified. Make sure it's valid and that its corresponding hasher is "
        "enabled.");
    lang::write_slot(vm, *instance, "message", message);
    std::array<Value, 1> shown{message};
    return vm.set_attribute(Value::share(instance), "args", vm.heap().make_tuple(shown));
}

}  // namespace

void make_pwdlib_classes(Vm& vm, PasswordState& state) {
    const auto error = [&](std::string_view name, Class* base) {
        return &lang::make_class(vm, name, {base}, "pwdlib.exceptions");
    };
    state.pwdlib_error = error("PwdlibError", vm.exception_class("Exception"));
    lang::def(vm, *state.pwdlib_error, "__init__", error_init);
    state.hasher_not_available = error("HasherNotAvailable", state.pwdlib_error);
    state.unknown_hash_error = error("UnknownHashError", state.pwdlib_error);
    lang::def(vm, *state.unknown_hash_error, "__init__", unknown_init);

    Class& argon2 = lang::make_class(vm, "Argon2Hasher", {}, "pwdlib.hashers.argon2");
    lang::def_all(vm, argon2,
                  {{"__init__", argon2_init},
                   {"hash", argon2_hash},
                   {"verify", argon2_hasher_verify},
                   {"check_needs_rehash", argon2_hasher_needs_rehash}});
    lang::set_class_method(vm, argon2, "identify", identify<is_argon2>);
    state.argon2_hasher = &argon2;
    Class& bcrypt = lang::make_class(vm, "BcryptHasher", {}, "pwdlib.hashers.bcrypt");
    lang::def_all(vm, bcrypt,
                  {{"__init__", bcrypt_init},
                   {"hash", bcrypt_hash},
                   {"verify", bcrypt_verify},
                   {"check_needs_rehash", bcrypt_needs_rehash}});
    lang::set_class_method(vm, bcrypt, "identify", identify<is_bcrypt>);
    state.bcrypt_hasher = &bcrypt;
    Class& hash = lang::make_class(vm, "PasswordHash", {}, "pwdlib");
    lang::def_all(vm, hash,
                  {{"__init__", hash_init},
                   {"hash", hash_hash},
                   {"verify", hash_verify},
                   {"verify_and_update", hash_verify_and_update}});
    lang::set_class_method(vm, hash, "recommended", hash_recommended);
    state.password_hash = &hash;
}

void load_pwdlib(Vm& vm, Module& module) {
    lang::set(vm, module, "PasswordHash", lang::class_value(*password_state(vm).password_hash));
    lang::set(vm, module, "__version__", vm.heap().make_ascii("0.3.1"));
}

void load_pwdlib_exceptions(Vm& vm, Module& module) {
    const PasswordState& state = password_state(vm);
    for (Class* cls : {state.pwdlib_error, state.hasher_not_available, state.unknown_hash_error})
        lang::set(vm, module, cls->name, lang::class_value(*cls));
}

void load_pwdlib_argon2(Vm& vm, Module& module) {
    lang::set(vm, module, "Argon2Hasher", lang::class_value(*password_state(vm).argon2_hasher));
}

void load_pwdlib_bcrypt(Vm& vm, Module& module) {
    lang::set(vm, module, "BcryptHasher", lang::class_value(*password_state(vm).bcrypt_hasher));
}

}  // namespace web
