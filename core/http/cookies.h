// http/cookies.h -- reading Cookie as Starlette does, writing Set-Cookie as Python's http.cookies
// does. In: header values as bytes. Out: UTF-8 (latin-1 decoded) text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/headers.h"
#include "http/url.h"

namespace http {

// Starlette's cookie_parser: in order of first appearance, the last value of a repeated name.
Pairs parse_cookie_header(std::string_view value);
// All Cookie fields of a request, joined the same way.
Pairs cookies_of(const Headers& headers);

// http.cookies._quote and _unquote, on UTF-8 text.
std::string quote_cookie(std::string_view text);
std::string unquote_cookie(std::string_view text);

struct SetCookie {
    std::string name;
    std::string value;
    std::optional<std::int64_t> max_age_s;
    std::optional<std::string> expires;  // an IMF-fixdate, or text as the program gave it
    std::optional<std::string> path = "/";
    std::optional<std::string> domain;
    bool secure = false;
    bool http_only = false;
    std::optional<std::string> same_site = "lax";
    bool partitioned = false;
};
// The value of the Set-Cookie field. Error: http.cookies refuses the name (CookieError's words) or
// a control character.
base::Result<std::string> render_set_cookie(const SetCookie& cookie);

// "Thu, 01 Jan 1970 00:00:00 GMT" (RFC 9110 5.6.7).
std::string http_date(std::int64_t seconds);

}  // namespace http
