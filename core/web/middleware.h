// web/middleware.h -- the layers around the router: functions of @app.middleware("http"), classes
// of add_middleware, those that Starlette brings along. Starlette applications.py, middleware/.
//
// A layer gets the request first and the answer last. From `run`: ok, or raised with
// exchange.sent, means that exchange.response is the answer so far.
#pragma once

#include <cstddef>

#include "web/exchange.h"

namespace web {

// What a layer hands the request on to.
struct Next {
    std::size_t level = 0;  // so many layers are further in
    lang::Value app;        // instead of them: an application to be called; empty: none

    // Fills exchange.response.
    lang::Completion run(Exchange& exchange) const;
};

// Behind instances of the middleware classes that we bring along.
struct MiddlewarePayload : lang::Payload {
    virtual lang::Completion run(Exchange& exchange, const Next& next) = 0;
};

// Makes the layers out of what was registered, innermost first; once.
lang::Completion build_layers(lang::Vm& vm, const lang::Value& app, RouterObject& router);

// The whole stack, or what is inside the innermost `level` layers.
lang::Completion run_middleware(Exchange& exchange);
lang::Completion run_inside(Exchange& exchange, std::size_t level);

// A middleware's own __call__(scope, receive, send).
lang::Completion middleware_call(lang::Vm& vm, lang::Native& self, lang::CallArgs args);

}  // namespace web
