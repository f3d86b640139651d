#include "auth/http_digest.h"

#include "auth/challenge.h"

namespace auth {

Extraction extract_http_digest(const http::Request& request) {
    Extraction found = read_authorization(request);
    if (auto reason = why_not_scheme(found, "Digest"))
        found.refusal = unauthorized("Digest", std::move(*reason));
    else if (found.parameter.empty())
        found.refusal = unauthorized("Digest", "the credentials are empty");
    else
        found.credentials = Credentials{found.scheme, found.parameter, "", ""};
    return found;
}

}  // namespace auth
