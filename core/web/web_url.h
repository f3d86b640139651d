// web/web_url.h -- a URL read and written anew as the url crate does it (the WHATWG URL standard),
// for HttpUrl, AnyUrl and their kin.
// LIMIT: IPv6 addresses and international names are not put into their shortest form.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace web {

struct WebUrl {
    std::string text;  // the whole of it
    std::string scheme;
    std::optional<std::string> username, password, host, path, query, fragment;
    std::optional<int> port;  // of the scheme, where none is written
};

// What is wrong with it ("relative URL without a base"); "" when it was read.
std::string read_web_url(std::string_view text, WebUrl& out);

}  // namespace web
