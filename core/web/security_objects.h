// web/security_objects.h -- the classes of fastapi.security as programs see them. A scheme's
// instance carries its auth::Scheme; reading the request is done in core/auth.
#pragma once

#include <string>
#include <vector>

#include "auth/scheme.h"
#include "lang/native.h"

namespace web {

struct SchemePayload : lang::Payload {
    auth::Scheme scheme;
};

// What the program gets: the token, HTTPAuthorizationCredentials, None ... or HTTPException.
// Records CredentialsRead.
lang::Completion ask_scheme(lang::Vm& vm, const auth::Scheme& scheme, const http::Request& request);
// The same for an instance with a SchemePayload. A subclass that has a make_not_authenticated_error
// of its own is asked for the exception.
lang::Completion ask_scheme(lang::Vm& vm, const lang::Value& scheme, const http::Request& request);

// HTTPAuthorizationCredentials and HTTPBasicCredentials.
lang::Value make_credentials(lang::Vm& vm, const auth::Credentials& credentials);
lang::Value make_basic_credentials(lang::Vm& vm, const auth::Credentials& credentials);

lang::Value make_security_scopes(lang::Vm& vm, const std::vector<std::string>& scopes);

}  // namespace web
