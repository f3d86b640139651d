// The argon2 package (argon2-cffi 25.1): PasswordHasher and its exceptions.
#include <fmt/format.h>

#include <array>

#include "lang/arguments.h"
#include "web/argon2_objects.h"
#include "web/password_state.h"
#include "web/token_modules.h"
#include "web/web_state.h"

namespace web {

using auth::Argon2Cost;
using auth::Argon2Type;
using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Instance;
using lang::Module;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

struct TypePayload final : lang::Payload {
    Argon2Type type = Argon2Type::Id;
};

Completion raise_error(Vm& vm, Class* cls, std::string_view message) {
    std::array<Value, 1> args{vm.heap().make_str(message)};
    return vm.raise(*cls, args);
}

constexpr std::string_view kHasherNames[] = {"time_cost", "memory_cost", "parallelism", "hash_len",
                                             "salt_len",  "encoding",    "type"};

Completion hasher_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PasswordHasher");
    Options options;
    AW_GUEST_DO(Options::read(vm, self, lang::without_self(args), kHasherNames, {}, Unknown::Refuse,
                              options));
    auto payload = std::make_unique<Argon2Payload>();
    AW_GUEST_DO(read_argon2_cost(vm, options, payload->cost));
    for (const auto& [name, number] : {std::pair{"time_cost", payload->cost.passes},
                                       {"memory_cost", payload->cost.memory_kib},
                                       {"parallelism", payload->cost.lanes},
                                       {"hash_len", payload->cost.hash_size},
                                       {"salt_len", payload->cost.salt_size}})
        lang::write_slot(vm, *instance, name, Value::small(number));
    instance->payload = std::move(payload);
    return Completion::none();
}

Completion read_cost_self(Vm& vm, const Native& self, CallArgs args, Argon2Cost* out) {
    const auto* payload =
        args.positional.empty() ? nullptr : lang::payload_of<Argon2Payload>(args.positional[0]);
    if (!payload) return lang::wrong_receiver(vm, self, args, "PasswordHasher");
    *out = payload->cost;
    return Completion::none();
}

Completion hasher_hash(Vm& vm, Native& self, CallArgs args) {
    Argon2Cost cost;
    AW_GUEST_DO(read_cost_self(vm, self, args, &cost));
    Value password, salt;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"password", &password}, {"salt", &salt, lang::kKeywordOnly}}));
    return argon2_new_hash(vm, cost, password, salt);
}

Completion hasher_verify(Vm& vm, Native& self, CallArgs args) {
    Value hash, password;
    AW_GUEST_DO(
        lang::bind(vm, self, lang::without_self(args), {{"hash", &hash}, {"password", &password}}));
    return argon2_verify(vm, hash, password);
}

Completion hasher_needs_rehash(Vm& vm, Native& self, CallArgs args) {
    Argon2Cost cost;
    AW_GUEST_DO(read_cost_self(vm, self, args, &cost));
    Value hash;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"hash", &hash}}));
    return argon2_needs_rehash(vm, cost, hash);
}

Completion no_encode(Vm& vm, const Value& value) {
    return vm.raise("AttributeError", fmt::format("'{}' object has no attribute 'encode'",
                                                  lang::type_name_of(vm, value)));
}

}  // namespace

Completion read_argon2_cost(Vm& vm, const Options& options, Argon2Cost& out) {
    struct Number {
        std::string_view name;
        std::uint32_t* slot;
    };
    const Number numbers[] = {{"time_cost", &out.passes},
                              {"memory_cost", &out.memory_kib},
                              {"parallelism", &out.lanes},
                              {"hash_len", &out.hash_size},
                              {"salt_len", &out.salt_size}};
    for (const Number& number : numbers) {
        const Value& given = options.get(number.name);
        if (given.empty()) continue;
        if (!lang::is_integer(given))
            return vm.raise("TypeError", fmt::format("'{}' must be a int (got {}).", number.name,
                                                     lang::type_name_of(vm, given)));
        std::int64_t value = 0;
        AW_GUEST_DO(lang::read_index(vm, given, &value));
        if (value < 0 || value > UINT32_MAX)
            return vm.raise("OverflowError", "can't convert negative number to unsigned");
        *number.slot = static_cast<std::uint32_t>(value);
    }
    if (const auto* type = lang::payload_of<TypePayload>(options.get("type")))
        out.type = type->type;
    constexpr std::uint32_t kMostBytes = 1U << 16;  // LIMIT: of a hash or a salt
    if (out.hash_size > kMostBytes || out.salt_size > kMostBytes) return vm.out_of_memory();
    return Completion::none();
}

Completion argon2_new_hash(Vm& vm, const Argon2Cost& cost, const Value& password,
                           const Value& salt) {
    const auto secret = secret_of(password);
    if (!secret) return no_encode(vm, password);
    const lang::Bytes* given = lang::plain_as<lang::Bytes>(salt);
    const std::string grain =
        given && given->size > 0 ? std::string(given->view()) : random_bytes(vm, cost.salt_size);
    std::string hash, fault;
    AW_GUEST_DO(make_argon2(vm, *secret, grain, cost, hash, fault));
    if (!fault.empty()) return raise_error(vm, password_state(vm).hashing_error, fault);
    return vm.heap().make_ascii(hash);
}

Completion argon2_verify(Vm& vm, const Value& hash, const Value& password) {
    const PasswordState& state = password_state(vm);
    const auto encoded = secret_of(hash);
    const auto secret = secret_of(password);
    if (!encoded) return no_encode(vm, hash);
    if (!encoded->starts_with("$argon2i$") && !encoded->starts_with("$argon2d$") &&
        !encoded->starts_with("$argon2id"))
        return vm.raise(*state.invalid_hash_error, {});
    if (!secret) return no_encode(vm, password);
    const auto stored = auth::read_argon2(*encoded);
    if (!stored) return raise_error(vm, state.verification_error, "Decoding failed");
    bool matches = false;
    std::string fault;
    AW_GUEST_DO(check_argon2(vm, *stored, *secret, matches, fault));
    if (!fault.empty()) return raise_error(vm, state.verification_error, fault);
    if (matches) return Value::true_();
    return raise_error(vm, state.verify_mismatch_error,
                       "The password does not match the supplied hash");
}

Completion argon2_needs_rehash(Vm& vm, const Argon2Cost& cost, const Value& hash) {
    const auto encoded = secret_of(hash);
    const auto stored = encoded ? auth::read_argon2(*encoded) : std::nullopt;
    if (!stored) return vm.raise(*password_state(vm).invalid_hash_error, {});
    return Value::boolean(stored->cost != cost);
}

PasswordState& password_state(Vm& vm) {
    auto& held = web_state(vm).passwords;
    if (!held) {
        auto made = std::make_unique<PasswordState>();
        make_argon2_classes(vm, *made);
        make_pwdlib_classes(vm, *made);
        make_passlib_classes(vm, *made);
        held = std::move(made);
    }
    return static_cast<PasswordState&>(*held);
}

void make_argon2_classes(Vm& vm, PasswordState& state) {
    const auto error = [&](std::string_view name, Class* base) {
        return &lang::make_class(vm, name, {base}, "argon2.exceptions");
    };
    state.argon2_error = error("Argon2Error", vm.exception_class("Exception"));
    state.verification_error = error("VerificationError", state.argon2_error);
    state.verify_mismatch_error = error("VerifyMismatchError", state.verification_error);
    state.hashing_error = error("HashingError", state.argon2_error);
    state.invalid_hash_error = error("InvalidHashError", vm.exception_class("ValueError"));
    state.argon2_type = &lang::make_class(vm, "Type", {}, "argon2.low_level");
    for (const auto& [name, type] :
         {std::pair{"ID", Argon2Type::Id}, {"I", Argon2Type::I}, {"D", Argon2Type::D}}) {
        const Value member = lang::make_instance(vm, *state.argon2_type);
        auto payload = std::make_unique<TypePayload>();
        payload->type = type;
        member.as<Instance>()->payload = std::move(payload);
        lang::set(vm, *state.argon2_type, name, member);
    }
    Class& hasher = lang::make_class(vm, "PasswordHasher", {}, "argon2");
    lang::def_all(vm, hasher,
                  {{"__init__", hasher_init},
                   {"hash", hasher_hash},
                   {"verify", hasher_verify},
                   {"check_needs_rehash", hasher_needs_rehash}});
    state.password_hasher = &hasher;
}

void load_argon2_exceptions(Vm& vm, Module& module) {
    const PasswordState& state = password_state(vm);
    for (Class* cls : {state.argon2_error, state.verification_error, state.verify_mismatch_error,
                       state.hashing_error, state.invalid_hash_error})
        lang::set(vm, module, cls->name, lang::class_value(*cls));
    lang::set(vm, module, "InvalidHash", lang::class_value(*state.invalid_hash_error));
}

void load_argon2(Vm& vm, Module& module) {
    const PasswordState& state = password_state(vm);
    lang::set(vm, module, "PasswordHasher", lang::class_value(*state.password_hasher));
    lang::set(vm, module, "Type", lang::class_value(*state.argon2_type));
    const Argon2Cost cost;
    for (const auto& [name, number] : {std::pair{"DEFAULT_TIME_COST", cost.passes},
                                       {"DEFAULT_MEMORY_COST", cost.memory_kib},
                                       {"DEFAULT_PARALLELISM", cost.lanes},
                                       {"DEFAULT_HASH_LENGTH", cost.hash_size},
                                       {"DEFAULT_RANDOM_SALT_LENGTH", cost.salt_size}})
        lang::set(vm, module, name, Value::small(number));
    if (Completion part = vm.import_module("argon2.exceptions"); part.ok())
        lang::set(vm, module, "exceptions", part.take());
}

}  // namespace web
