// web/token_modules.h -- what fills the modules about tokens, keys and passwords when a program
// imports them; the table is in modules.cpp.
#pragma once

#include "lang/native.h"

namespace web {

void load_jwt(lang::Vm& vm, lang::Module& module);  // jwt_module.cpp
void load_jwt_exceptions(lang::Vm& vm, lang::Module& module);
void load_jwt_algorithms(lang::Vm& vm, lang::Module& module);
void load_jwt_warnings(lang::Vm& vm, lang::Module& module);
void load_jwt_utils(lang::Vm& vm, lang::Module& module);

void load_jose(lang::Vm& vm, lang::Module& module);  // jose_module.cpp
void load_jose_exceptions(lang::Vm& vm, lang::Module& module);
void load_jose_constants(lang::Vm& vm, lang::Module& module);
void load_jose_jwt(lang::Vm& vm, lang::Module& module);
void load_jose_jws(lang::Vm& vm, lang::Module& module);
void load_jose_jwk(lang::Vm& vm, lang::Module& module);

void load_empty_package(lang::Vm& vm, lang::Module& module);  // crypto_module.cpp
void load_crypto_backends(lang::Vm& vm, lang::Module& module);
void load_crypto_serialization(lang::Vm& vm, lang::Module& module);
void load_crypto_rsa(lang::Vm& vm, lang::Module& module);
void load_crypto_ec(lang::Vm& vm, lang::Module& module);
void load_crypto_ed25519(lang::Vm& vm, lang::Module& module);

void load_bcrypt(lang::Vm& vm, lang::Module& module);  // bcrypt_module.cpp
void load_argon2(lang::Vm& vm, lang::Module& module);  // argon2_module.cpp
void load_argon2_exceptions(lang::Vm& vm, lang::Module& module);
void load_pwdlib(lang::Vm& vm, lang::Module& module);  // pwdlib_module.cpp
void load_pwdlib_exceptions(lang::Vm& vm, lang::Module& module);
void load_pwdlib_argon2(lang::Vm& vm, lang::Module& module);
void load_pwdlib_bcrypt(lang::Vm& vm, lang::Module& module);
void load_passlib(lang::Vm& vm, lang::Module& module);  // passlib_module.cpp
void load_passlib_context(lang::Vm& vm, lang::Module& module);
void load_passlib_exc(lang::Vm& vm, lang::Module& module);
void load_passlib_hash(lang::Vm& vm, lang::Module& module);

// "jwt", "jose", "passlib.context" ...: all of the above.
void add_token_modules(lang::Vm& vm);  // token_modules.cpp

}  // namespace web
