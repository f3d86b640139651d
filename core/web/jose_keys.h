// web/jose_keys.h -- the keys that python-jose understands: text, bytes, a JWK, a set of them, a
// list of any of these. python-jose 3.3 jws.py (_get_keys), backends/cryptography_backend.py.
#pragma once

#include <vector>

#include "auth/jwt_key.h"
#include "lang/native.h"

namespace web {

// The single keys that stand behind what the program passes.
lang::Completion jose_keys(lang::Vm& vm, const lang::Value& key, std::vector<lang::Value>& out);
// One of them, made ready for an algorithm of jose's; JWKError.
lang::Completion jose_key(lang::Vm& vm, std::string_view algorithm, const lang::Value& key,
                          auth::JwtKey& out);
const auth::JwtAlgorithm* jose_algorithm(std::string_view name);  // nullptr: jose has none

}  // namespace web
