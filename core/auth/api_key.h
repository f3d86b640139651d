// auth/api_key.h -- APIKeyHeader, APIKeyQuery, APIKeyCookie. FastAPI security/api_key.py.
// The first of a repeated header, the last of a repeated query key; an empty key is none.
#pragma once

#include <string_view>

#include "auth/credentials.h"

namespace auth {
Extraction extract_api_key_header(const http::Request& request, std::string_view name);
Extraction extract_api_key_query(const http::Request& request, std::string_view name);
Extraction extract_api_key_cookie(const http::Request& request, std::string_view name);
}  // namespace auth
