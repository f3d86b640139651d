// auth/credentials.h -- what a scheme found in a request: credentials, or why it refuses.
// Text is UTF-8: header bytes are read as latin-1, as Starlette does.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "http/message.h"

namespace auth {

// The answer of a scheme with auto_error, and the reason in plain words for the trace.
struct Refusal {
    int status = 401;
    std::string detail = "Not authenticated";
    http::Headers headers;
    std::string reason;   // "no Authorization header", "the scheme is Basic, not Bearer" ...
    bool always = false;  // refused even with auto_error=False (HTTPBasic's undecodable text)
};

struct Credentials {
    std::string scheme;    // HTTPBearer, HTTPDigest, HTTPBase: as sent
    std::string value;     // the token, the key, the whole header
    std::string username;  // HTTPBasic
    std::string password;
};

// Exactly one of `credentials` and `refusal` is set.
struct Extraction {
    std::string_view in = "header";  // header | query | cookie
    std::string name = "Authorization";
    bool present = false;            // the field was there, whatever stood in it
    std::optional<std::string> raw;  // the field's value, when present
    std::string scheme;              // Authorization: before the first blank, as sent
    std::string parameter;           // behind it, stripped
    std::optional<Credentials> credentials;
    std::optional<Refusal> refusal;
};

// "Bearer  abc " -> {"Bearer", "abc"}: split at the first blank, the rest stripped as str.strip
// does. FastAPI security/utils.py.
std::pair<std::string, std::string> split_authorization(std::string_view value);

// An Extraction of the Authorization field, neither accepted nor refused yet.
Extraction read_authorization(const http::Request& request);

// Why the field cannot be for the scheme `wanted` ("Bearer"); nullopt when it names that scheme.
std::optional<std::string> why_not_scheme(const Extraction& found, std::string_view wanted);

}  // namespace auth
