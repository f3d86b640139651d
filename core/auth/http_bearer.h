// auth/http_bearer.h -- HTTPBearer: scheme and credentials must both be there. FastAPI
// security/http.py.
#pragma once

#include "auth/credentials.h"

namespace auth {
Extraction extract_http_bearer(const http::Request& request);
}  // namespace auth
