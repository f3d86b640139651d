#include "auth/http_base.h"

#include "auth/challenge.h"

namespace auth {

Extraction extract_http_base(const http::Request& request, std::string_view scheme) {
    Extraction found = read_authorization(request);
    const auto refuse = [&](const char* reason) {
        found.refusal = unauthorized(title_case(scheme), reason);
        return found;
    };
    if (!found.present) return refuse("no Authorization header");
    if (found.raw->empty()) return refuse("the Authorization header is empty");
    if (found.scheme.empty()) return refuse("the Authorization header starts with a blank");
    if (found.parameter.empty()) return refuse("the credentials are empty");
    found.credentials = Credentials{found.scheme, found.parameter, "", ""};
    return found;
}

}  // namespace auth
