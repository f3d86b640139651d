// web/openapi.h -- the OpenAPI document of an application: /openapi.json, app.openapi(). FastAPI
// openapi/utils.py.
// In: the planned routes. Out: a dict of the program's language, its keys in FastAPI's order.
// Errors: what looking at the program's own security models raises.
#pragma once

#include "lang/native.h"
#include "web/route.h"

namespace web {

// app.openapi(): the document, made once.
lang::Completion app_openapi(lang::Vm& vm, lang::Native& self, lang::CallArgs args);

// fastapi.openapi.utils: get_openapi(title=, version=, routes=app.routes, ...).
void load_openapi_utils(lang::Vm& vm, lang::Module& module);

}  // namespace web
