// auth/challenge.h -- the 401 that asks for credentials. RFC 9110 11.6.1.
// DIFF: FastAPI before 0.122 answered 403 without WWW-Authenticate for most schemes.
#pragma once

#include <string>
#include <string_view>

#include "auth/credentials.h"

namespace auth {

Refusal unauthorized(std::string_view challenge, std::string reason);
std::string basic_challenge(const std::optional<std::string>& realm);  // Basic realm="x"
std::string title_case(std::string_view text);  // str.title: "acme-hmac" -> "Acme-Hmac"

}  // namespace auth
