// web/key_objects.h -- keys as guests hold them: text, bytes, a PyJWK, or an object of the
// `cryptography` package.
#pragma once

#include <optional>

#include "auth/jwt_key.h"
#include "lang/native.h"

namespace web {

// Behind what cryptography's loaders give.
struct KeyPayload final : lang::Payload {
    auth::JwtKey key;
};
// An object of the class that cryptography has for such a key; bytes for a secret.
lang::Value key_value(lang::Vm& vm, const auth::JwtKey& key);
const auth::JwtKey* key_of(const lang::Value& value);  // null: no key object

// What PyJWT's Algorithm.prepare_key makes of a value: `out` is set, or what it raises.
lang::Completion prepare_key_value(lang::Vm& vm, const auth::JwtAlgorithm& algorithm,
                                   const lang::Value& value, auth::JwtKey& out);

}  // namespace web
