// web/middleware.h -- @app.middleware("http"): functions around everything the router does.
// Starlette middleware/base.py.
#pragma once

#include "web/exchange.h"

namespace web {

// What is inside the innermost middleware; fills exchange.response.
using Inside = lang::Completion (*)(Exchange& exchange);

// Runs the middlewares from the outermost in; `inside` where they await call_next.
lang::Completion run_middleware(Exchange& exchange, Inside inside);

}  // namespace web
