// web/router_objects.h -- FastAPI and APIRouter as programs see them: constructors, decorators,
// include_router, exception handlers, middleware, events. FastAPI applications.py, routing.py.
// Refused in plain words: mount, websocket, middleware classes other than BaseHTTPMiddleware.
#pragma once

#include "lang/native.h"
#include "web/options.h"
#include "web/route.h"

namespace web {

struct WebState;

// The receiver of a method of FastAPI or APIRouter; null when it is something else.
RouterObject* router_of(lang::CallArgs args);
lang::Completion raise_no_router(lang::Vm& vm);

void install_route_methods(lang::Vm& vm, lang::Class& cls);   // route_methods.cpp: get, post ...
void install_app_methods(lang::Vm& vm, lang::Class& cls);     // app_methods.cpp: handlers, events
void install_base_middleware(lang::Vm& vm, WebState& state);  // the same file

}  // namespace web
