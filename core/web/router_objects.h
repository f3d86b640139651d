// web/router_objects.h -- FastAPI and APIRouter as programs see them: constructors, decorators,
// include_router, mount, exception handlers, events. FastAPI applications.py, routing.py.
// Refused in plain words: host, frontend. LIMIT: WebSocket routes are known but not served.
#pragma once

#include "lang/native.h"
#include "web/options.h"
#include "web/route.h"

namespace web {

struct WebState;

// The receiver of a method of FastAPI or APIRouter; null when it is something else.
RouterObject* router_of(lang::CallArgs args);
lang::Completion raise_no_router(lang::Vm& vm);

void install_route_methods(lang::Vm& vm, lang::Class& cls);  // route_methods.cpp: get, post ...
void install_app_methods(lang::Vm& vm, lang::Class& cls);    // app_methods.cpp: handlers, events
// What app.get() and its kin are told, read from their arguments.
lang::Completion read_route_options(lang::Vm& vm, const Options& given, RouteOptions& out);
// (path, endpoint, ...): both are there when this succeeds.
lang::Completion read_api_route(lang::Vm& vm, const lang::Native& self, lang::CallArgs args,
                                Options& out);

}  // namespace web
