// web/jwt_state.h -- the classes of the `jwt` module that its parts share: the exceptions with
// PyJWT's hierarchy, keys and key sets. Made when a program first imports the module.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "auth/jwt_checks.h"
#include "auth/jwt_key.h"
#include "lang/native.h"

namespace web {

struct JwtState final : lang::Payload {
    std::vector<std::pair<std::string_view, lang::Class*>> errors;
    lang::Class* pyjwt = nullptr;
    lang::Class* pyjws = nullptr;
    lang::Class* pyjwk = nullptr;
    lang::Class* pyjwk_set = nullptr;

    lang::Class* error(std::string_view name) const;  // null: none of PyJWT's
};
JwtState& jwt_state(lang::Vm& vm);

// An exception of PyJWT's, or else a built-in one.
lang::Completion raise_jwt(lang::Vm& vm, std::string_view exception, std::string_view message);
lang::Completion raise_missing_claim(lang::Vm& vm, const lang::Value& claim);
// "refused" ends the program.
lang::Completion raise_key_fault(lang::Vm& vm, const auth::KeyFault& fault);

void make_jwt_errors(lang::Vm& vm, JwtState& state);   // jwt_errors.cpp
void make_jwk_classes(lang::Vm& vm, JwtState& state);  // jwk_objects.cpp
void make_jwt_classes(lang::Vm& vm, JwtState& state);  // jwt_module.cpp

}  // namespace web
