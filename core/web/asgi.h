// web/asgi.h -- the calling convention below FastAPI: application(scope, receive, send). Middleware
// written that way is given `app`, a callable of ours, and may change what goes in and what comes
// out. ASGI specification, HTTP.
// LIMIT: a body arrives in one message; nothing is sent before the application has ended.
#pragma once

#include <memory>

#include "web/exchange.h"

namespace web {

struct WebState;
void install_asgi(lang::Vm& vm, WebState& state);

// Calls `application` (a middleware of the program, anything that takes the three) for the
// exchange's request; what it sends becomes exchange.response.
lang::Completion run_asgi(Exchange& exchange, const lang::Value& application);

// What is further in, as the `app` that a middleware calls: the layers below `level`.
lang::Value make_inner_app(lang::Vm& vm, const lang::Value& app, std::size_t level);

// FastAPI's own __call__: all of the application.
lang::Completion call_app(lang::Vm& vm, lang::Native& self, lang::CallArgs args);

// An answer told to `send`, as http.response.start and http.response.body.
lang::Completion send_response(lang::Vm& vm, const lang::Value& send,
                               const http::Response& response);

// A `receive` that gives this body, once.
lang::Value make_receive(lang::Vm& vm, std::string body);
// The body that `receive` gives, message after message.
lang::Completion read_received_body(lang::Vm& vm, const lang::Value& receive, std::string& out);

}  // namespace web
