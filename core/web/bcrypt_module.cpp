// The bcrypt package: hashpw, checkpw, gensalt. bcrypt 5.0 (src/_bcrypt).
#include <fmt/format.h>

#include "lang/arguments.h"
#include "web/password_work.h"
#include "web/token_modules.h"

namespace web {

using lang::CallArgs;
using lang::Completion;
using lang::Module;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

constexpr std::size_t kMostPasswordBytes = 72;

Completion read_bytes(Vm& vm, const Value& value, std::string_view name, std::string_view* out) {
    const lang::Bytes* bytes = lang::plain_as<lang::Bytes>(value);
    if (!bytes)
        return vm.raise("TypeError",
                        fmt::format("argument '{}': '{}' object is not an instance of 'bytes'",
                                    name, lang::type_name_of(vm, value)));
    *out = bytes->view();
    return Completion::none();
}

// What both functions ask of the password and of the setting.
Completion read_both(Vm& vm, std::string_view password, std::string_view setting_text,
                     auth::BcryptSetting& out) {
    if (password.size() > kMostPasswordBytes)
        return vm.raise("ValueError",
                        "password cannot be longer than 72 bytes, truncate manually if necessary "
                        "(e.g. my_password[:72])");
    const auto setting = auth::read_bcrypt(setting_text);
    if (!setting) return vm.raise("ValueError", "Invalid salt");
    // LIMIT: libxcrypt reads a password up to its first NUL.
    if (password.find('\0') != password.npos)
        return vm.stop(lang::StopKind::Refused,
                       "refused: bcrypt of a password with a NUL byte is not offered here");
    out = *setting;
    return Completion::none();
}

Completion bcrypt_hashpw(Vm& vm, Native& self, CallArgs args) {
    Value password, salt;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"password", &password}, {"salt", &salt}}));
    std::string_view secret, setting_text;
    AW_GUEST_DO(read_bytes(vm, password, "password", &secret));
    AW_GUEST_DO(read_bytes(vm, salt, "salt", &setting_text));
    auth::BcryptSetting setting;
    AW_GUEST_DO(read_both(vm, secret, setting_text, setting));
    std::string hash;
    AW_GUEST_DO(make_bcrypt(vm, secret, setting, hash));
    return vm.heap().make_bytes(hash);
}

Completion bcrypt_checkpw(Vm& vm, Native& self, CallArgs args) {
    Value password, hashed;
    AW_GUEST_DO(
        lang::bind(vm, self, args, {{"password", &password}, {"hashed_password", &hashed}}));
    std::string_view secret, stored;
    AW_GUEST_DO(read_bytes(vm, password, "password", &secret));
    AW_GUEST_DO(read_bytes(vm, hashed, "hashed_password", &stored));
    auth::BcryptSetting setting;
    AW_GUEST_DO(read_both(vm, secret, stored, setting));
    bool matches = false;
    AW_GUEST_DO(check_bcrypt(vm, secret, stored, setting, matches));
    return Value::boolean(matches);
}

Completion bcrypt_gensalt(Vm& vm, Native& self, CallArgs args) {
    Value rounds_value = Value::small(12), prefix_value;
    AW_GUEST_DO(lang::bind(
        vm, self, args,
        {{"rounds", &rounds_value, lang::kOptional}, {"prefix", &prefix_value, lang::kOptional}}));
    if (!lang::is_integer(rounds_value))
        return vm.raise("TypeError",
                        fmt::format("argument 'rounds': '{}' object cannot be interpreted as an "
                                    "integer",
                                    lang::type_name_of(vm, rounds_value)));
    std::int64_t rounds = 0;
    AW_GUEST_DO(lang::read_index(vm, rounds_value, &rounds));
    std::string_view prefix = "2b";
    if (!prefix_value.empty()) AW_GUEST_DO(read_bytes(vm, prefix_value, "prefix", &prefix));
    if (prefix != "2a" && prefix != "2b")
        return vm.raise("ValueError", "Supported prefixes are b'2a' or b'2b'");
    if (rounds < 4 || rounds > 31) return vm.raise("ValueError", "Invalid rounds");
    const auth::BcryptSetting setting{std::string(prefix), static_cast<int>(rounds),
                                      auth::bcrypt_salt(random_bytes(vm, 16))};
    return vm.heap().make_bytes(auth::setting_text(setting));
}

}  // namespace

void load_bcrypt(Vm& vm, Module& module) {
    lang::def_all(
        vm, module,
        {{"hashpw", bcrypt_hashpw}, {"checkpw", bcrypt_checkpw}, {"gensalt", bcrypt_gensalt}});
    lang::set(vm, module, "__version__", vm.heap().make_ascii("5.0.0"));
}

}  // namespace web
