// http/url_parts.h -- a URL as its five parts, as Python's urllib.parse.urlsplit cuts them, and the
// Host header as Starlette reads it. In and out: UTF-8. Errors: none; what is not there is "".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace http {

struct UrlParts {
    std::string scheme;  // lower case
    std::string netloc;  // user:password@host:port
    std::string path;
    std::string query;
    std::string fragment;
};
UrlParts split_url(std::string_view url);
std::string join_url(const UrlParts& parts);

// What stands in a netloc. RFC 3986 3.2.
struct Authority {
    std::optional<std::string> username;
    std::optional<std::string> password;
    std::string host;  // as written, with the brackets of an IPv6 address
    std::optional<int> port;
};
Authority split_authority(std::string_view netloc);
std::string join_authority(const Authority& authority);
// Lower case, without brackets: what `hostname` of a split URL is.
std::string host_name(std::string_view netloc);

// host[:port] when the Host header can be one; nothing for what could change the URL around it.
struct HostHeader {
    std::string host;
    std::string port;  // "" when none is given
};
std::optional<HostHeader> parse_host_header(std::string_view value);

// The URL that a request was sent to: scheme, Host header (else testserver), path, query.
UrlParts url_of(const Request& request);

}  // namespace http
