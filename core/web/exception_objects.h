// web/exception_objects.h -- the exceptions FastAPI has of its own: HTTPException (Starlette's and
// fastapi's), RequestValidationError, ResponseValidationError, FastAPIError.
// Starlette exceptions.py, FastAPI exceptions.py.
#pragma once

#include <string_view>
#include <vector>

#include "http/headers.h"
#include "lang/native.h"
#include "web/validate.h"

namespace web {

// `detail` empty: the status's phrase.
lang::Completion raise_http_exception(lang::Vm& vm, int status, lang::Value detail,
                                      const http::Headers& headers);
lang::Completion raise_http_exception(lang::Vm& vm, int status, std::string_view detail);
// The router's own 404 and 405: Starlette's class, which a handler for fastapi's does not catch.
lang::Completion raise_starlette_exception(lang::Vm& vm, int status, const http::Headers& headers);

// `body` empty: None. `context`: what endpoint_context() says about the route.
lang::Completion raise_validation_error(lang::Vm& vm, const std::vector<FieldError>& errors,
                                        lang::Value body, const lang::Value& context);
lang::Completion raise_response_error(lang::Vm& vm, const std::vector<FieldError>& errors,
                                      const lang::Value& body, const lang::Value& context);
// {"file", "line", "function", "path"} as far as they are known. FastAPI routing.py.
lang::Value endpoint_context(lang::Vm& vm, const lang::Value& endpoint, std::string_view path);
lang::Completion raise_scope_error(lang::Vm& vm, std::string_view message);
lang::Completion raise_fastapi_error(lang::Vm& vm, std::string_view message);

}  // namespace web
