#include "web/password_work.h"

#include <fmt/format.h>

#include "lang/arguments.h"
#include "trace/recorder.h"

namespace web {

using lang::Completion;
using lang::Value;
using lang::Vm;

namespace {

// Steps that stand for about as much time as the work takes.
constexpr std::uint64_t kStepsPerKibibyte = 4;
constexpr std::uint64_t kStepsPerBcryptRound = 200;

Completion pay_argon2(Vm& vm, const auth::Argon2Cost& cost) {
    if (!vm.has_room(std::size_t{cost.memory_kib} * 1024)) return vm.out_of_memory();
    const auto work = std::uint64_t{cost.memory_kib} * std::max<std::uint32_t>(cost.passes, 1);
    if (!vm.charge(work * kStepsPerKibibyte)) return vm.out_of_steps();
    return Completion::none();
}

Completion compute_bcrypt(Vm& vm, std::string_view password, const auth::BcryptSetting& setting,
                          std::string& out) {
    if (!vm.charge((std::uint64_t{1} << setting.rounds) * kStepsPerBcryptRound))
        return vm.out_of_steps();
    auto hash = auth::bcrypt_hash(password, setting);
    if (!hash) return vm.raise("ValueError", "Invalid salt");
    out = std::move(*hash);
    return Completion::none();
}

}  // namespace

std::string random_bytes(Vm& vm, std::size_t count) {
    std::string out;
    while (out.size() < count) {
        std::uint64_t bits = vm.random_bits();
        for (int i = 0; i < 8 && out.size() < count; ++i, bits >>= 8)
            out.push_back(static_cast<char>(bits & 0xFFU));
    }
    return out;
}

std::string random_characters(Vm& vm, std::string_view alphabet, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(alphabet[vm.random_bits() % alphabet.size()]);
    return out;
}

void note_password(Vm& vm, std::string_view algorithm, std::string_view cost,
                   std::string_view result) {
    if (trace::Recorder* recorder = vm.recorder())
        recorder->emit(trace::EventKind::PasswordCheck,
                       {{"algorithm", algorithm}, {"cost", cost}, {"result", result}});
}

Completion make_argon2(Vm& vm, std::string_view password, std::string_view salt,
                       const auth::Argon2Cost& cost, std::string& out, std::string& fault) {
    AW_GUEST_DO(pay_argon2(vm, cost));
    auto hash = auth::argon2_hash(password, salt, cost);
    if (!hash.ok()) {
        fault = hash.error().message;
        return Completion::none();
    }
    out = std::move(hash).value();
    note_password(vm, auth::name_of(cost.type), auth::cost_text(cost), "hashed");
    return Completion::none();
}

Completion check_argon2(Vm& vm, const auth::Argon2Hash& stored, std::string_view password,
                        bool& matches, std::string& fault) {
    AW_GUEST_DO(pay_argon2(vm, stored.cost));
    const auto outcome = auth::argon2_matches(stored, password);
    if (!outcome.ok()) {
        fault = outcome.error().message;
        return Completion::none();
    }
    matches = *outcome;
    note_password(vm, auth::name_of(stored.cost.type), auth::cost_text(stored.cost),
                  matches ? "passed" : "failed");
    return Completion::none();
}

Completion make_bcrypt(Vm& vm, std::string_view password, const auth::BcryptSetting& setting,
                       std::string& out) {
    AW_GUEST_DO(compute_bcrypt(vm, password, setting, out));
    note_password(vm, "bcrypt", bcrypt_cost(setting), "hashed");
    return Completion::none();
}

Completion check_bcrypt(Vm& vm, std::string_view password, std::string_view stored,
                        const auth::BcryptSetting& setting, bool& matches) {
    std::string hash;
    AW_GUEST_DO(compute_bcrypt(vm, password, setting, hash));
    matches = auth::same_text(hash, stored);
    note_password(vm, "bcrypt", bcrypt_cost(setting), matches ? "passed" : "failed");
    return Completion::none();
}

std::string bcrypt_cost(const auth::BcryptSetting& setting) {
    return fmt::format("2^{} rounds", setting.rounds);
}

std::optional<std::string_view> secret_of(const Value& value) {
    const Value& plain = lang::plain(value);
    if (plain.is(lang::Kind::Str)) return plain.as<lang::Str>()->view();
    if (plain.is(lang::Kind::Bytes)) return plain.as<lang::Bytes>()->view();
    return std::nullopt;
}

}  // namespace web
