// web/body.h -- the body, read once before any dependency runs, when the route or one of its
// dependencies has parameters in it. FastAPI routing.py get_request_handler.
// Errors: RequestValidationError for JSON that does not parse, HTTPException 400 for text or forms
// that cannot be decoded; as the guest's exceptions.
#pragma once

#include "web/exchange.h"

namespace web {

lang::Completion read_body(Exchange& exchange);

}  // namespace web
