// http/wire.h -- a message as the bytes of HTTP/1.1, with the parts a reader looks at named.
// Out: spans in order, half-open byte ranges of `bytes`. RFC 9112 2.1.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace http {

enum class WirePart : std::uint8_t {
    StartLine,
    HeaderName,
    HeaderValue,
    Scheme,       // the first word of Authorization or WWW-Authenticate, inside its HeaderValue
    Credentials,  // what proves who asks: behind the scheme, the cookie's value, the API key
    Body,
};
std::string_view name_of(WirePart part);  // "start line", "header name", ...

struct WireSpan {
    WirePart part;
    int begin = 0;
    int end = 0;
    int header = -1;  // index of the field it belongs to
};

struct Wire {
    std::string bytes;
    // In order; StartLine and HeaderValue come before the Scheme and Credentials inside them.
    std::vector<WireSpan> spans;
};

// Where the program's schemes look for credentials besides Authorization and Cookie.
struct KeyNames {
    std::vector<std::string> headers;  // "x-api-key"; case does not matter
    std::vector<std::string> query;    // "api_key", decoded; case matters
};
Wire render(const Request& request, const KeyNames& keys = {});
Wire render(const Response& response);
// Bytes that came in, as they are; what cannot be made out has no span.
Wire dissect(std::string_view bytes, const KeyNames& keys = {});

}  // namespace http
