// auth/oauth2.h -- OAuth2 and OpenIdConnect: the whole Authorization header, unread. FastAPI
// security/oauth2.py, open_id_connect_url.py.
#pragma once

#include "auth/credentials.h"

namespace auth {
Extraction extract_oauth2(const http::Request& request);
}  // namespace auth
