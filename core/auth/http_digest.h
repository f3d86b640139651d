// auth/http_digest.h -- HTTPDigest: the shape of the header only; nothing is computed. FastAPI
// security/http.py.
#pragma once

#include "auth/credentials.h"

namespace auth {
Extraction extract_http_digest(const http::Request& request);
}  // namespace auth
