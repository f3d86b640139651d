// auth/http_base.h -- HTTPBase: any scheme is let in; the declared one only names the challenge.
// FastAPI security/http.py.
#pragma once

#include <string_view>

#include "auth/credentials.h"

namespace auth {
Extraction extract_http_base(const http::Request& request, std::string_view scheme);
}  // namespace auth
