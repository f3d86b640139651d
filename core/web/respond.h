// web/respond.h -- a returned value becomes the response. FastAPI routing.py serialize_response,
// Starlette responses.py.
// Errors: what rendering raises (a cycle, NaN, what JSON cannot hold), ResponseValidationError for
// a value that the declared type refuses; as the guest's exceptions.
#pragma once

#include <string>
#include <string_view>

#include "web/exchange.h"

namespace web {

// `value` is what the route's function returned. Fills exchange.response.
lang::Completion to_response(Exchange& exchange, const lang::Value& value);

// response.status_code as the program set it, or the decorator's status_code=; empty: neither.
lang::Value status_for(const Exchange& exchange);

// What the Response parameter collected, behind everything else.
void add_parameter_headers(Exchange& exchange);

// Content-Length and Content-Type behind the headers that are there, as Starlette adds them.
void finish_headers(http::Response& response, std::string_view content_type);
// Adds to the Vary field what the answer depends on.
void add_vary(http::Headers& headers, std::string_view name);
http::Response plain_response(int status, std::string_view text);

}  // namespace web
