// web/passlib_hash.h -- one scheme with its settings: what passlib.hash.bcrypt and its using()
// give, and what each scheme of a CryptContext is. Shared by the files of passlib.
// Errors: passlib's own, as it words them; "refused" for settings that are not offered here.
#pragma once

#include <span>
#include <string_view>

#include "lang/native.h"
#include "web/passlib_schemes.h"
#include "web/password_state.h"

namespace web {

// A scheme with settings: what passlib.hash.bcrypt and its using() give.
struct ConfiguredScheme {
    const Scheme* scheme = nullptr;
    SchemeSettings settings;
};

// One keyword of using(), or the end of scheme__name.
lang::Completion read_setting(lang::Vm& vm, ConfiguredScheme& one, std::string_view name,
                              const lang::Value& value);

// `settings` are laid over those of `one`.
lang::Completion hash_with(lang::Vm& vm, const ConfiguredScheme& one, const lang::Value& secret,
                           std::span<const lang::Keyword> settings);
lang::Completion verify_with(lang::Vm& vm, const Scheme& scheme, const lang::Value& secret,
                             std::string_view hash);
// The bytes of a secret (at most 4096) or of a hash; they live as long as `value`.
lang::Completion read_secret(lang::Vm& vm, const lang::Value& value, std::string_view* out);
lang::Completion read_hash(lang::Vm& vm, const lang::Value& value, std::string_view* out);

// The object that a program holds, and the class of all of them.
lang::Value scheme_value(lang::Vm& vm, const ConfiguredScheme& configured);
lang::Class& make_scheme_class(lang::Vm& vm);

}  // namespace web
