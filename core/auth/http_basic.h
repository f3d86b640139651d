// auth/http_basic.h -- HTTPBasic: base64 of "name:password". FastAPI security/http.py, RFC 7617.
// Text that cannot be decoded is refused even with auto_error=False.
#pragma once

#include <optional>
#include <string>

#include "auth/credentials.h"

namespace auth {
Extraction extract_http_basic(const http::Request& request,
                              const std::optional<std::string>& realm);
}  // namespace auth
