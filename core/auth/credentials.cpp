#include "auth/credentials.h"

#include <tuple>

#include "base/text.h"
#include "http/latin1.h"

namespace auth {

std::pair<std::string, std::string> split_authorization(std::string_view value) {
    const std::size_t blank = value.find(' ');
    if (blank == std::string_view::npos) return {base::latin1_to_utf8(value), ""};
    return {base::latin1_to_utf8(value.substr(0, blank)),
            base::latin1_to_utf8(http::strip_latin1(value.substr(blank + 1)))};
}

Extraction read_authorization(const http::Request& request) {
    Extraction found;
    if (const std::string* value = request.headers.get("authorization")) {
        found.present = true;
        found.raw = base::latin1_to_utf8(*value);
        std::tie(found.scheme, found.parameter) = split_authorization(*value);
    }
    return found;
}

std::optional<std::string> why_not_scheme(const Extraction& found, std::string_view wanted) {
    if (!found.present) return "no Authorization header";
    if (found.raw->empty()) return "the Authorization header is empty";
    if (base::equals_ignoring_case(found.scheme, wanted)) return std::nullopt;
    if (found.scheme.empty()) return "the Authorization header starts with a blank";
    return "the scheme is " + base::printable(found.scheme, 40) + ", not " + std::string(wanted);
}

}  // namespace auth
