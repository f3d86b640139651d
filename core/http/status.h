// http/status.h -- the reason phrases of Python 3.14's http.HTTPStatus.
#pragma once

#include <span>
#include <string_view>

namespace http {

struct StatusPhrase {
    int code;
    std::string_view phrase;
};

std::string_view reason_phrase(int status);  // "" when unknown
// Neither body nor content-length: 1xx, 204, 304 (Starlette responses.py).
bool has_no_body(int status);
std::span<const StatusPhrase> status_phrases();

}  // namespace http
