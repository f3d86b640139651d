#include "auth/api_key.h"

#include "auth/challenge.h"
#include "base/text.h"
#include "http/cookies.h"
#include "http/url.h"

namespace auth {
namespace {

// DIFF: FastAPI before 0.122 answered 403.  "APIKey" is FastAPI's own word, not a registered
// scheme.
Extraction decide(std::string_view in, std::string_view name, std::optional<std::string> value) {
    Extraction found;
    found.in = in;
    found.name = name;
    found.present = value.has_value();
    found.raw = std::move(value);
    const std::string what = in == "query"    ? "query parameter "
                             : in == "cookie" ? "cookie "
                                              : "header ";
    if (!found.present)
        found.refusal = unauthorized("APIKey", "no " + what + found.name);
    else if (found.raw->empty())
        found.refusal = unauthorized("APIKey", "the " + what + found.name + " is empty");
    else
        found.credentials = Credentials{"", *found.raw, "", ""};
    return found;
}

std::optional<std::string> last_of(const http::Pairs& pairs, std::string_view name) {
    for (auto it = pairs.rbegin(); it != pairs.rend(); ++it)
        if (it->first == name) return it->second;
    return std::nullopt;
}

}  // namespace

Extraction extract_api_key_header(const http::Request& request, std::string_view name) {
    const std::string* value = request.headers.get(name);
    return decide("header", name,
                  value ? std::optional(base::latin1_to_utf8(*value)) : std::nullopt);
}

Extraction extract_api_key_query(const http::Request& request, std::string_view name) {
    return decide("query", name, last_of(http::parse_query(request.query), name));
}

Extraction extract_api_key_cookie(const http::Request& request, std::string_view name) {
    return decide("cookie", name, last_of(http::cookies_of(request.headers), name));
}

}  // namespace auth
