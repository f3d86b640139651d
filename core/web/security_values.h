// web/security_values.h -- what schemes and forms give: credentials, the password form,
// SecurityScopes. FastAPI security/http.py, oauth2.py.
#pragma once

#include "auth/scheme.h"
#include "lang/native.h"

namespace web {

struct WebState;
void install_security_values(lang::Vm& vm, WebState& state);

// What scheme.model is: the attributes of OpenAPI's security scheme object.
lang::Value make_scheme_model(lang::Vm& vm, const auth::Scheme& scheme);

}  // namespace web
