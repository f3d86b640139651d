#include "auth/http_bearer.h"

#include "auth/challenge.h"

namespace auth {

Extraction extract_http_bearer(const http::Request& request) {
    Extraction found = read_authorization(request);
    if (auto reason = why_not_scheme(found, "Bearer"))
        found.refusal = unauthorized("Bearer", std::move(*reason));
    else if (found.parameter.empty())
        found.refusal = unauthorized("Bearer", "the credentials are empty");
    else
        found.credentials = Credentials{found.scheme, found.parameter, "", ""};
    return found;
}

}  // namespace auth
