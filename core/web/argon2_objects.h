// web/argon2_objects.h -- argon2-cffi's PasswordHasher, also as pwdlib uses it.
#pragma once

#include "web/options.h"
#include "web/password_work.h"

namespace web {

// Behind PasswordHasher and pwdlib's Argon2Hasher.
struct Argon2Payload final : lang::Payload {
    auth::Argon2Cost cost;
};
// time_cost=, memory_cost=, parallelism=, hash_len=, salt_len=, type=; TypeError as argon2-cffi's.
lang::Completion read_argon2_cost(lang::Vm& vm, const Options& options, auth::Argon2Cost& out);
// PasswordHasher.hash; HashingError.
lang::Completion argon2_new_hash(lang::Vm& vm, const auth::Argon2Cost& cost,
                                 const lang::Value& password, const lang::Value& salt);
// PasswordHasher.verify: True, or VerifyMismatchError, VerificationError, InvalidHashError.
lang::Completion argon2_verify(lang::Vm& vm, const lang::Value& hash, const lang::Value& password);
// InvalidHashError when it is none.
lang::Completion argon2_needs_rehash(lang::Vm& vm, const auth::Argon2Cost& cost,
                                     const lang::Value& hash);

}  // namespace web
