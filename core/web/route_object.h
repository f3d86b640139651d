// web/route_object.h -- APIRoute as programs see it, and subclasses of it as route_class=: their
// get_route_handler() gives the function that answers the route's requests.
// FastAPI routing.py APIRoute, "custom request and APIRoute class".
// Refused in plain words: subclasses with a matches() or handle() of their own.
#pragma once

#include <memory>

#include "lang/native.h"
#include "web/exchange.h"
#include "web/options.h"
#include "web/route.h"

namespace web {

struct WebState;

void install_route_class(lang::Vm& vm, WebState& state);

// What programs see of a value that was not given.
inline lang::Value or_none(const lang::Value& value) {
    return value.empty() ? lang::Value::none() : value;
}

// A route as programs see it: path, name, methods, endpoint, tags. Always the same object.
lang::Value make_route_object(lang::Vm& vm, const std::shared_ptr<Route>& route);
// The route behind such an object; null for anything else.
std::shared_ptr<Route> route_of(const lang::Value& value);

// What the program has written into the route's object (operation_id, tags ...) goes into its doc.
void read_back(Route& route);

// Adds a route that `cls`, a subclass of APIRoute, makes and answers.
lang::Completion add_custom_route(lang::Vm& vm, RouterObject& router, const lang::Value& cls,
                                  std::string_view path, const lang::Value& endpoint,
                                  RouteOptions options);
// A route of such a class, planned anew for where its router is included: asks it for a handler.
lang::Completion place_custom_route(lang::Vm& vm, const Route& original,
                                    const std::shared_ptr<Route>& placed);
// The answer as the route's handler gives it.
lang::Completion ask_route_handler(Exchange& exchange);

}  // namespace web
