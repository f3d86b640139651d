// web/password_state.h -- the classes of argon2, pwdlib and passlib that their parts share. Made
// when a program first imports one of them.
#pragma once

#include "lang/native.h"

namespace web {

struct PasswordState final : lang::Payload {
    // argon2
    lang::Class* argon2_error = nullptr;
    lang::Class* verification_error = nullptr;
    lang::Class* verify_mismatch_error = nullptr;
    lang::Class* hashing_error = nullptr;
    lang::Class* invalid_hash_error = nullptr;
    lang::Class* argon2_type = nullptr;  // Type.ID, Type.I, Type.D
    lang::Class* password_hasher = nullptr;
    // pwdlib
    lang::Class* pwdlib_error = nullptr;
    lang::Class* hasher_not_available = nullptr;
    lang::Class* unknown_hash_error = nullptr;
    lang::Class* argon2_hasher = nullptr;
    lang::Class* bcrypt_hasher = nullptr;
    lang::Class* password_hash = nullptr;
    // passlib
    lang::Class* crypt_context = nullptr;
    lang::Class* scheme = nullptr;  // what passlib.hash holds
    lang::Class* unknown_passlib_hash = nullptr;
    lang::Class* password_size_error = nullptr;
    lang::Class* password_truncate_error = nullptr;
    lang::Class* password_value_error = nullptr;
};
PasswordState& password_state(lang::Vm& vm);

void make_argon2_classes(lang::Vm& vm, PasswordState& state);   // argon2_module.cpp
void make_pwdlib_classes(lang::Vm& vm, PasswordState& state);   // pwdlib_module.cpp
void make_passlib_classes(lang::Vm& vm, PasswordState& state);  // passlib_module.cpp

}  // namespace web
