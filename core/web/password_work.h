// web/password_work.h -- hashing passwords for guests: the work is paid in steps, the memory must
// fit the sandbox, the outcome and the cost are told to the trace. Salts come from the run's seed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "auth/argon2_hash.h"
#include "auth/crypt_hash.h"
#include "lang/native.h"

namespace web {

std::string random_bytes(lang::Vm& vm, std::size_t count);
// `count` characters drawn from `alphabet`.
std::string random_characters(lang::Vm& vm, std::string_view alphabet, std::size_t count);

// What a check came to, as the trace tells it: "passed", "failed"; "hashed" for a new hash.
void note_password(lang::Vm& vm, std::string_view algorithm, std::string_view cost,
                   std::string_view result);

// Each sets `out`, or `fault` where the library underneath refuses.
lang::Completion make_argon2(lang::Vm& vm, std::string_view password, std::string_view salt,
                             const auth::Argon2Cost& cost, std::string& out, std::string& fault);
lang::Completion check_argon2(lang::Vm& vm, const auth::Argon2Hash& stored,
                              std::string_view password, bool& matches, std::string& fault);
// bcrypt of at most 72 bytes without a NUL.
lang::Completion make_bcrypt(lang::Vm& vm, std::string_view password,
                             const auth::BcryptSetting& setting, std::string& out);
lang::Completion check_bcrypt(lang::Vm& vm, std::string_view password, std::string_view stored,
                              const auth::BcryptSetting& setting, bool& matches);
std::string bcrypt_cost(const auth::BcryptSetting& setting);  // "2^12 rounds"

// The bytes of a str (as UTF-8) or bytes; nullopt for anything else.
std::optional<std::string_view> secret_of(const lang::Value& value);

}  // namespace web
