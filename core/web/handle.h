// web/handle.h -- one request from arrival to answer; App's `handle` (app.h) calls it.
#pragma once

#include "web/app.h"
#include "web/exchange.h"

namespace web {

// Everything of one application: its middleware, its router, its handler for what nobody handled.
// ok: exchange.response is the answer. Raised: the answer is a 500, and this is for the log.
lang::Completion answer_exchange(Exchange& exchange);

// What is inside all middleware: the router, and the handlers for what it raises.
lang::Completion route_and_handle(Exchange& exchange);

// The matched route's function with everything it needs: what it gave.
lang::Completion run_endpoint(Exchange& exchange);
// The same as exchange.response.
lang::Completion render_result(Exchange& exchange, const lang::Value& result);

// A request from the client. The steps are those that are left: the caller refills them.
Reply answer_request(WebApp& web, const http::Request& request);

}  // namespace web
