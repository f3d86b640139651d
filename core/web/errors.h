// web/errors.h -- exceptions become responses: the program's handlers by status, then by class
// along the mro; FastAPI's own for HTTPException and RequestValidationError. Starlette
// _exception_handler.py, FastAPI exception_handlers.py.
#pragma once

#include "web/exchange.h"

namespace web {

// FastAPI's own answers: {"detail": ...} with the exception's status and headers, and the 422.
lang::Completion render_http_exception(lang::Vm& vm, const lang::Value& exception,
                                       http::Response& out);
lang::Completion render_invalid(lang::Vm& vm, const lang::Value& exception, http::Response& out);

// `outcome` raised: when a handler is found, its answer goes into exchange.response and None comes
// back; otherwise the exception, or what the handler raised itself. After the response was sent a
// handler cannot answer any more: RuntimeError. Other outcomes pass through.
lang::Completion handle_exception(Exchange& exchange, lang::Completion outcome);

// The last resort: a handler for Exception or 500, else "Internal Server Error". The outcome is
// that of the handler.
lang::Completion answer_server_error(Exchange& exchange, const lang::Value& exception);

}  // namespace web
