#include "auth/http_basic.h"

#include <algorithm>

#include "auth/base64.h"
#include "auth/challenge.h"

namespace auth {
namespace {

bool is_ascii_text(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

Extraction extract_http_basic(const http::Request& request,
                              const std::optional<std::string>& realm) {
    Extraction found = read_authorization(request);
    const std::string challenge = basic_challenge(realm);
    if (auto reason = why_not_scheme(found, "Basic")) {
        found.refusal = unauthorized(challenge, std::move(*reason));
        return found;
    }
    const auto refuse_always = [&](std::string reason) {
        found.refusal = unauthorized(challenge, std::move(reason));
        found.refusal->always = true;
        return found;
    };
    const base::Result<std::string> decoded = base64_decode(found.parameter);
    if (!decoded) return refuse_always("not valid base64: " + decoded.error().message);
    if (!is_ascii_text(*decoded)) return refuse_always("the decoded text is not ASCII");
    const std::size_t colon = decoded->find(':');
    if (colon == std::string::npos) return refuse_always("no \":\" in the decoded text");
    found.credentials = Credentials{found.scheme, found.parameter, decoded->substr(0, colon),
                                    decoded->substr(colon + 1)};
    return found;
}

}  // namespace auth
