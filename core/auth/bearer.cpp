#include "auth/bearer.h"

#include "auth/challenge.h"

namespace auth {

Extraction extract_oauth2_bearer(const http::Request& request) {
    Extraction found = read_authorization(request);
    if (auto reason = why_not_scheme(found, "Bearer"))
        found.refusal = unauthorized("Bearer", std::move(*reason));
    else
        found.credentials = Credentials{found.scheme, found.parameter, "", ""};
    return found;
}

}  // namespace auth
