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
    std::vector<WireSpan> spans;  // HeaderValue comes before the Scheme and Credentials inside it
};

// `key_names`: header names besides Authorization and Cookie whose values are credentials
// ("x-api-key"), as the program's schemes declare them.
Wire render(const Request& request, const std::vector<std::string>& key_names = {});
Wire render(const Response& response);
// Bytes that came in, as they are; what cannot be made out has no span.
Wire dissect(std::string_view bytes, const std::vector<std::string>& key_names = {});

}  // namespace http
