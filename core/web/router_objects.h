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

// A route as programs see it: path, name, methods, endpoint, tags.
lang::Value make_route_object(lang::Vm& vm, std::shared_ptr<Route> route);
// The route behind such an object; null for anything else.
std::shared_ptr<Route> route_of(const lang::Value& value);

}  // namespace web
