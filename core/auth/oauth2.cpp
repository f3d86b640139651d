#include "auth/oauth2.h"

#include "auth/challenge.h"

namespace auth {

Extraction extract_oauth2(const http::Request& request) {
    Extraction found = read_authorization(request);
    if (!found.present)
        found.refusal = unauthorized("Bearer", "no Authorization header");
    else if (found.raw->empty())
        found.refusal = unauthorized("Bearer", "the Authorization header is empty");
    else
        found.credentials = Credentials{found.scheme, *found.raw, "", ""};
    return found;
}

}  // namespace auth
