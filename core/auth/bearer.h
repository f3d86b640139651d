// auth/bearer.h -- OAuth2PasswordBearer and OAuth2AuthorizationCodeBearer. FastAPI
// security/oauth2.py: "Bearer" alone gives the empty token.
#pragma once

#include "auth/credentials.h"

namespace auth {
Extraction extract_oauth2_bearer(const http::Request& request);
}  // namespace auth
